"""The editor's forms, made from the schema and the paper's tables: nothing of them is written by hand."""
