"""The roof's part of the platform's API: territories, pages of any type, the ways on."""
