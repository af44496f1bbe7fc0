"""Permanence: every address that was ever published leads somewhere, for good."""
