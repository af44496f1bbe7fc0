"""Dataset folders -> checked tables."""
