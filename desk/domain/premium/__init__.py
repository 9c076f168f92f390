"""What is owed and paid for the insurance: instalments, gaps, default."""
