"""The index as a Whoosh index: written, opened, searched."""
