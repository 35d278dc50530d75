"""Monitoring: a portfolio of parties, encoded once, against lists that change.

A run compares only what can have changed: listings that were added or changed, listings that came
among a party's candidates because others left, and parties whose hits may be no more. Whatever
looks like a hit is screened by the screener itself, so the hits are those of screening everything
anew.

For that, how rare a word or a gram is must not move with every list: a portfolio keeps the
statistics of the day it was made, and `portfolio.create` takes new ones.
"""
