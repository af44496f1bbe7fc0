"""Publishing under what goes wrong: kills, load, cut connections, a merge of a large paper, addresses in random histories. Each run prints figures.

scripts/environment test endurance kills|load|cuts|merge|histories [--count N]
"""
