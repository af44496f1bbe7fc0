"""Live previews: builds in forks of a process that has everything loaded, and the last site's model kept in memory."""
