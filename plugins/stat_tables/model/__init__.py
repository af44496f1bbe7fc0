"""A statistical table as frozen data, and how its figures are written."""
