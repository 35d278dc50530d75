"""Proof of screening: every run leaves a record that can be shown to an auditor."""
