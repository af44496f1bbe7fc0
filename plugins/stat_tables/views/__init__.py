"""A table and a request -> the table as a page shows it."""
