"""Safe reading of workbooks: preflight, a grid of addressed cells, Swedish values.

Belongs here: everything that is true of any workbook anyone may send, whatever it is about. Does not
belong here: our own template (``workbooks``), figures of other senders (``sources``) or the plan.
"""
