"""停热通知: what dispatch announces once and every desk then says alike. Pure values and words: no share, no signatures, no window."""
