"""The search of the finished site: pages become entries, entries an index, an index scripts."""
