"""Diagrams: found in the text, drawn once by Mermaid in a browser, shown as finished SVG."""
