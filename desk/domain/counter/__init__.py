"""Questions at the counter that cross the rooms: may this person have this, what happened when, who is this."""
