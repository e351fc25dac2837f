"""发停热通知: the small window in which dispatch says once what every desk then says alike."""
