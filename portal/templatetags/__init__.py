"""What templates of every app say in the same way."""
