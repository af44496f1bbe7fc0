"""Documents of Word: fonts of before Unicode, tracked changes, structure, pictures, and what their parts are."""
