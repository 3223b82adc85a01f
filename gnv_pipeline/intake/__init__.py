"""The append-only store of what organisations hand in, under ``data/raw/inlamningar``.

Belongs here: keeping originals and their ledger, which submission counts for which sheet, how far each
organisation has come, and what is known of it from before. Does not belong here: reading a workbook
(workbooks), the warehouse, or where files come from (the doors).
"""
