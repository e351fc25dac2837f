"""How a file of others is read: by a process of its own with limits, which gets bytes and gives one framed answer."""
