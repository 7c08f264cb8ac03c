"""Flyers: the dates of any filter, of one thing or a single date, as a print-ready PDF.

`subjects` says what a flyer is about, `facts` what stands on it, the templates how it looks; `views` answers.
"""
