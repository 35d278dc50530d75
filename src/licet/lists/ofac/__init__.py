"""Lists of the Office of Foreign Assets Control (31 CFR chapter V)."""
