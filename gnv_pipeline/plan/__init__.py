"""The handlingsplan as typed data: areas, delmål, goals, indicators, statements, calendar and texts.

Belongs here: the models of a plan folder, loading it with file and line of every fault, judging whether
it is sound, and the texts people write for the reports. Does not belong here: values of indicators,
workbooks or judgements. Imports no other room but the leaves.
"""
