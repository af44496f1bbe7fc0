"""All checks of a built site."""
