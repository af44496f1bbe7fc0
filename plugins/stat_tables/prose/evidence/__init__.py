"""One number of a sentence before one table: the period, rows, columns and facts that it may mean."""
