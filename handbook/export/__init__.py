"""-> PAPER and FILES."""
