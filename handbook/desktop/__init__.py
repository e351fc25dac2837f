"""What the operating system lends: a display, one instance, a key for all programs."""
