"""Blocks that editors open with `///`: notices, quotations, galleries, videos, recordings of the paper's own."""
