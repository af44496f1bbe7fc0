"""What the portal knows of the Vietnamese language: spelling of syllables, and which follow one another in news."""
