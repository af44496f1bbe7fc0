"""Figures in running text: bound to data, and checked against data."""
