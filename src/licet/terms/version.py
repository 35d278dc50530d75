"""The program's version, where every layer may read it; pyproject.toml must say the same."""

__version__ = "0.1.0"
