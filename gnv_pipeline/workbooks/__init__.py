"""Our own workbook: its layout declared once, from which template, reader, rules and filling follow.

Belongs here: the sheets and words people meet, the typed rows read from them, what is found wrong in
them, and the marked copy and the words that go back to the sender. Does not belong here: opening files
safely (``excel``), keeping originals (``intake``) or figures from other senders (``sources``).
"""
