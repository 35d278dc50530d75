"""The command line: reads arguments and files, prints answers, decides nothing."""
