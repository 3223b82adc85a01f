"""Nyckeltal from elsewhere: files exported from Kolada and answers of Kolada's API.

Belongs here: taking in what a national source says, keeping it unchanged with date and hash, and
reading it back as rows. Does not belong here: workbooks handed in by organisations (intake), what an
indicator means (plan) or any judgement (indicators). The append-only ledger that both this room and
intake keep their originals by stands here too, since intake may import sources and not the reverse.
"""
