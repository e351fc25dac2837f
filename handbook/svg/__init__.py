"""SVG text goes in; what it draws comes out, or where it says something that no surface of ours draws."""
