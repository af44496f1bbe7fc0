"""The front page: what the editors decided, filled up with the newest stories, none of them twice."""
