"""The theme as pages use it: Jinja's environment, page heads, joined scripts."""
