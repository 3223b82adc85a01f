"""Indicators: from observations to values with their certainty, and to judgements.

Belongs here: which value an area has in a year, intervals, the judged year, goals, comparisons, trends,
spread and self-assessment: it reads ``core``, calls ``methods`` and fills ``judged``. Does not belong here:
formulas (methods), the mask and sentences (publishing), words that people read.
"""

from gnv_pipeline.indicators.judging import judge

__all__ = ["judge"]
