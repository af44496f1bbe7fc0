"""What a rule is, and the house style that rules follow."""
