"""What is told of a text: its plain form, and the citations in it."""
