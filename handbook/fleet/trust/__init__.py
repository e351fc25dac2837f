"""Who may publish what: The Update Framework over a folder of plain files. Nobody else imports tuf."""
