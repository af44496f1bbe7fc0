"""The editor's desk: what the CMS asks for and saves, pictures and datasets on their way into a story."""
