"""Releases that a web server serves, switched at once."""
