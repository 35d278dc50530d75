"""From a transaction to a determination: parties matched, facts gathered, the law applied."""
