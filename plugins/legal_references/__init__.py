"""Citations of Vietnamese legal documents in plain text: find them, tell which document each means, mark them.

Pure: no Pelican, no files but its own tables, imports nothing but `portal`. See README.md in this folder.
"""
