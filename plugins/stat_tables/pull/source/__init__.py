"""Where a table is pulled from: the exchange with its server, and what was there the last time."""
