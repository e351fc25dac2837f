"""What a text is made of: characters folded, units, numbers, sounds, terms."""
