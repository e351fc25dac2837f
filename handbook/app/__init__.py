"""Composition root of the window: paints its frame first, then makes each long-lived object once and hands it on."""
