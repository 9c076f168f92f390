"""Home care: who is or was in the programme, with which provider, and how it went. All of it is internal."""
