"""Operators, roles, sign-on, and releases by a second person."""
