"""维护台, the window of those who keep the handbook: loaded when it is opened, beside the desk."""
