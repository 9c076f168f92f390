"""The journal of what was read and written: append-only, hash-chained, in the transaction of the deed."""
