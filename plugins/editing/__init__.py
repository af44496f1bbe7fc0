"""The browser editor: forms made from the schema, saving that keeps every byte that was not edited, review, preview."""
