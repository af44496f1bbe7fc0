"""A file of an office -> the draft of a dataset folder, with the few questions that only people can answer."""
