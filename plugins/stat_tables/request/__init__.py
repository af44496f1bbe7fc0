"""What an editor asks for: directives, their options, which columns and rows are meant."""
