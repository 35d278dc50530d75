"""Shared vocabulary of licet: small value types with no logic that needs a file.

Everything above speaks in these words. They are spelt as the Export
Administration Regulations (EAR, 15 CFR 730-774) spell them.
"""
