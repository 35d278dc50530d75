"""The regulation as dated data (`data/`) and the engine that reads it.

The pipeline is visible in the file names: `facts` and `tables` declare the vocabulary,
`language` parses an expression, `rules` says what a rule is, `load` reads and checks the files,
`ruleset` picks what applied on a day, `evaluate` gives a three-valued answer with its trace,
`decide` draws the conclusion, `asks` finds the facts that could still change it.
"""
