"""The text of files that pages show (flyers, minutes), so that they are found by it.

Read apart from any request and from this process (`reading`), kept beside the file, never in it; what cannot be read is
said to editors (`report`) and skipped.
"""
