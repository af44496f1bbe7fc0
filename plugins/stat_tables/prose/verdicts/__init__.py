"""What one number of a sentence says before one table, by its role: level, change, share or ratio."""
