"""Open data: what a data set is and the forms in which it is handed out, all made of one declaration of its columns.

Each app declares the data sets of what it knows in its `open_data/`; the rows are the answers of its resource of the
API, so that nothing can be here that is not public there.
"""
