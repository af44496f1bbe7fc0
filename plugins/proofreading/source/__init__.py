"""An editor's file as the proofreader sees it: what is prose, and where each letter of it stands."""
