"""Rows of numbers as whole arrays."""
