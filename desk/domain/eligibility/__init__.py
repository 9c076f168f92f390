"""May this person have this service on this date, under this rulebook?"""
