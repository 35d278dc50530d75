"""Who owns whom, and what the 50 percent rules of BIS and OFAC make of it."""
