"""Teaching on invented people: the demo families, their dates and operators."""
