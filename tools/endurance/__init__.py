"""Publishing under what goes wrong: kills, load, cut connections, a merge of a large paper. Each run prints figures.

scripts/environment test endurance kills|load|cuts|merge [--count N]
"""
