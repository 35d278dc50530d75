"""Screen files of any size: CSV, JSON Lines and Parquet in, every row accounted for.

`run.screen_file` does the work; `rows` to `columns` read, `work` screens, `output` writes.
"""
