"""desk: the service desk of a health insurer on one keyboard."""

__version__ = "0.1.0"
