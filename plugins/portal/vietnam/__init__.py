"""What is Vietnamese: text (normal form, tone marks, slugs, dates) and provinces."""
