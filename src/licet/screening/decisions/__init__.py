"""People's decisions about hits: kept for ever, quiet while nothing that mattered changes."""
