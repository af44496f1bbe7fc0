"""Tables and lists of published pages: where their cells land, what a reader sees in them, what stands around them."""
