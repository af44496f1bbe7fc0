"""Feeds, sitemaps and small files for programs."""
