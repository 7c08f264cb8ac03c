"""The search for machines."""
