"""Loading a unit's own data from CSV files: everything or nothing, with a report of every bad line."""
