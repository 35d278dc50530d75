"""Order lines by the million: read as rows, decided once for each distinct case, in columns."""
