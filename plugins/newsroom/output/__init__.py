"""Writing: pages and files into the output folder, the theme's files."""
