"""Every page of the paper: what it shows, as values for its template."""
