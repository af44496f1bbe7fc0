"""Slips of the finger: what stands between its neighbours, and what may have been meant."""
