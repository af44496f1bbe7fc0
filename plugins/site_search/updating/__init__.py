"""An export of the index made from that of the last build: only the shards that a change touches are made anew."""
