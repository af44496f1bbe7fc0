"""Every page of the paper: as builds write them all, and as the preview makes single ones from memory."""
