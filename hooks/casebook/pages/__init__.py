"""From the typed course to the Markdown and HTML of its pages."""
