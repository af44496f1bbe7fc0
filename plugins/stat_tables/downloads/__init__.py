"""A dataset as files for readers and programs."""
