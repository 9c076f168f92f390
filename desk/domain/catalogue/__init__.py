"""What may be asked for: procedures, units, authority limits, coverage by product."""
