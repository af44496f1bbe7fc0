"""Newsroom: articles, sections, feeds and every page of the paper that is not a table or a search."""


def register() -> None:
    from .adapter import connect  # Pelican is imported only when Pelican runs us

    connect()
