"""The ground of the house: territories, vocabularies, files and the rules that all apps share."""
