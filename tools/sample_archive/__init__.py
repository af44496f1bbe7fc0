"""Sample archives: any number of machine-made articles shaped like news, for tests, demos and benchmarks."""
