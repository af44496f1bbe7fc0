"""Texts that a kind of story sets in its own way: questions and answers, entries of a live story."""
