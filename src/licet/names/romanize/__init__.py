"""Reading other scripts in Latin letters, one module per script; each gives several spellings."""
