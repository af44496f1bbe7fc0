"""The values of the newsroom: stories, lists, what stands around a page."""
