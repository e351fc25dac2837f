"""Pages drawn with Qt: fonts, printer, preview."""
