"""The settings window: its rows, what they are set with, and the page that they stand on."""
