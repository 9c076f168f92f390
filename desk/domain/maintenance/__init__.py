"""Keeping a policy's data right: address, telephone, e-mail."""
