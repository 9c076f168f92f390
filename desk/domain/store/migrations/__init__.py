"""Schema changes, one transaction each, numbered; `env.py` is what Alembic runs."""
