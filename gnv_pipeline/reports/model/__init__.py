"""The report model: what a report says, in which order, with every text and figure already in words.

Belongs here: frozen parts (``parts``, ``charts``), reading of a publication (``mart``) and the builders
that arrange its rows. Does not belong here: statistics, judgements and sentences (they come finished
from the publication), and anything about HTML, PDF or slides (``render``).
"""
