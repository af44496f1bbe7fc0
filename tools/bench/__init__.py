"""Measurements against others, side by side."""
