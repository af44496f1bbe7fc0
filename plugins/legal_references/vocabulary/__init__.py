"""Words that citations are made of: kinds, letters of numbers, names of laws."""
