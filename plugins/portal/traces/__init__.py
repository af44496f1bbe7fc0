"""What a piece of work looked at while it was done: files, folders, the moment as far as it was looked at."""
