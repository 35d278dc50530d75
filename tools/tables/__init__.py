"""Builders of the generated tables: official files in, `src/licet/law/data/tables` out.

Run from the repository's root, for example `python -m tools.tables.country_chart --from
../shared/data`. Each builder checks facts that are known of its file and refuses to write when one
fails; the same input gives the same bytes.
"""
