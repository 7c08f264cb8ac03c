"""Sources in the admin: what is read, what would come, which topics it means, and what editors correct."""
