"""Outlines of the provinces for maps, from a published drawing."""
