"""Legal documents: the register of content/van-ban, citations marked in stories and what is wrong with them; words of the law that stories explain."""
