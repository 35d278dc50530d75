"""licet: export licensing under the EAR, from the official lists to the decision."""

__version__ = "0.1.0"
