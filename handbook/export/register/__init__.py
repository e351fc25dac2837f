"""What was released, and what has changed since."""
