"""Safe reading of workbooks: preflight, a child process, a grid of addressed cells, Swedish values.

Belongs here: everything that is true of any workbook anyone may send, whatever it is about. Does not
belong here: our own template (``workbooks``), figures of other senders (``sources``) or the plan.

The way in is ``sandbox.read_guarded``; ``cautions.cautions`` tells what is worth knowing about a file
that was read. Only Python's standard library is used, since every file starts a
child that loads this room.
"""
