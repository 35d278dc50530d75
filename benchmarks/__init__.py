"""Measurements of licet beside its peers; each module runs with `python -m benchmarks.<name>`."""
