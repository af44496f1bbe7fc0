"""Edits of files that people wrote: what was not edited keeps its bytes (pure; nothing here opens a file)."""
