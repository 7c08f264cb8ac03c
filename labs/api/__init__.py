"""The labs' part of the platform's API: labs, councils, meetings, decisions, organisations and places."""
