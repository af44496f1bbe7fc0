"""Where a release goes: another host over ssh; and whether readers get it."""
