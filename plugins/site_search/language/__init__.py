"""Vietnamese text as search reads it: tokens, syllables, abbreviations, days."""
