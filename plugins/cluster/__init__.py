"""Work of a build on several machines, through Dask distributed: the engine, and what its workers do."""
