"""Pulling published tables into datasets: find, extract, write, compare. On an editor's command, never in a build."""
