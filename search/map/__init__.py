"""The map: things found, where they are, drawn by us without anybody else's tiles, and the same as a list."""
