"""Addresses that are told of changes, in the admin: whom, of what, with which secret, and how it went."""
