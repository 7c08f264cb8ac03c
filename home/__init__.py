"""The platform's home, the territories' pages, content pages and the demonstration."""
