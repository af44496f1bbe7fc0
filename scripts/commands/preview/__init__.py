"""What scripts/serve shows: builds behind a server, the page that reloads itself, and what the proofreader finds."""
