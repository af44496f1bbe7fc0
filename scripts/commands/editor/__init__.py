"""What scripts/edit serves: the forms, the looks of a story, and the editor itself on this machine."""
