"""Ground that every plugin stands on: errors, options, files, Vietnamese text. Not a plugin; imports none of them."""
