"""table.toml: what a dataset declares, its keys, references and identities."""
