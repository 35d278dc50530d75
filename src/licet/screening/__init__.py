"""Whether a party is listed: index, candidates, scores, evidence and reasons."""
