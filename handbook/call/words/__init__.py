"""What is said of a call: ticket, record, masked names and numbers."""
