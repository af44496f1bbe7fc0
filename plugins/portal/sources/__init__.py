"""Files that editors write, read with the line of every value: TOML."""
