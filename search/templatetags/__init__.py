"""What the templates of the search say."""
