"""The one schema engine: values with their lines, keys declared as data, one wording for what is wrong."""
