"""The import in the admin: the question, the preview, the template."""
