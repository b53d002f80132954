"""Roster import: a spreadsheet becomes typed records, every defect with its cell, and a plan of what will happen.

Pure: no database, no HTTP. The way is `columns.recognise` → `rows.read_rows` → `plan.make_plan`.
"""
