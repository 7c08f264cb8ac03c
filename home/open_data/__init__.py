"""All data sets of the platform: the catalogue that harvesters read, the page that people read."""
