"""Legal documents: their register, citations marked in stories and what is wrong with them; words of the glossary."""
