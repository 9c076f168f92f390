"""Dated parameters and the catalogue of rules, each with the source line it stands on."""
