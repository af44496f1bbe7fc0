"""Statistical tables: read data files, check them, show them as table, chart or map."""


def register() -> None:
    from .adapter import connect  # Pelican is imported only when Pelican runs us

    connect()
