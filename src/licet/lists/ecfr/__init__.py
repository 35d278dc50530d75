"""15 CFR Part 744 as the eCFR's versioner publishes it in XML, read into listings and notes.

`part744` is the entry point. The path of a cell: `document` (the file, read safely) → `table`
(rows under destination headings) → `cell` (text without footnote marks) → `entity` (names,
addresses, members of an entry) → `part744` (listings).
"""
