"""Work over the cores of one machine: forks that take turns, and tasks beside the process."""
