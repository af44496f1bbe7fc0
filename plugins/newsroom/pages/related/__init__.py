"""Related stories: which ones stand under a story, and how they are found again from build to build."""
