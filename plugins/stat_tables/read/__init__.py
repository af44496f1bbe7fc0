"""Data files -> grids of cells: CSV, JSON, spreadsheets."""
