"""The newsroom's proofreader: reads the Markdown of a story as written and says, by line and column, what to mend."""
