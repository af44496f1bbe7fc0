"""Pages of datasets, blocks of provinces, the style guide."""
