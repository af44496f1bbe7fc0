"""From saving to seeing: files of a sample paper are saved, and a browser is watched."""
