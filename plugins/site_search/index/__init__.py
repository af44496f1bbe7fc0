"""Stories -> one inverted index."""
