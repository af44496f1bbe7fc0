"""One run of the build: Pelican in this process, into a folder beside the output, switched when all went well."""
