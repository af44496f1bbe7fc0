"""The content of the last build, taken up by the next with the stories that have changed."""
