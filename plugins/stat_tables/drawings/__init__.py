"""Charts, maps and series as shapes with places."""
