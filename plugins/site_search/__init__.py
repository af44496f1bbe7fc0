"""Site search: a Whoosh index, and its export that the reader's browser queries."""


def register() -> None:
    from .adapter import connect  # Pelican is imported only when Pelican runs us

    connect()
