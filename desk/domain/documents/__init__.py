"""Documents on paper: what they are made of, their text and PDF, and the journal of what was printed."""
