"""Cases that wait for somebody: sent to an area or a second person, with a clock, until they are answered."""
