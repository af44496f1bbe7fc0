"""Where the table is on a sheet: titles, heads, units, rows, parts, notes; doubts are told, not settled."""
