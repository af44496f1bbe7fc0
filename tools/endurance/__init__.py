"""Publishing under what goes wrong: kills, load, cuts, a merge, random histories of addresses. Runs print figures.

scripts/environment test endurance kills|load|cuts|merge|histories [--count N]
"""
