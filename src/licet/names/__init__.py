"""Reading and comparing names in any script; knows of no list and no file but its own tables."""
