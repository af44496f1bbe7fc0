"""The content folder -> stories and pages, or all of its problems."""
