"""The settings of each kind of installation, and the roof that puts the apps together."""
