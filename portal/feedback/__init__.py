"""“Was this information clear?”: asked below every public page, answered without a cookie, read by editors."""
