"""The demonstration: three territories made from the facts of `home/data`, with texts and dates of example.

Each module makes the things of one subject; `loading` puts them in order. Words live in `home/data/*.json`.
"""
