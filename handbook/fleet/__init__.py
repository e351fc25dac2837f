"""One handbook on many desks: packs of content, who signed them, and the two that are on board of a desk."""
