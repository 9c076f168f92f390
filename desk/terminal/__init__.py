"""A 3270 of our own: a pure screen buffer, a key table, and thin fronts (Textual, headless)."""
