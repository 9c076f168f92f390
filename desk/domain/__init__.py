"""The domain: what the desk knows and decides. No screen, no terminal, no clock of its own."""
