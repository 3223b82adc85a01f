"""The HTML reports: a folder that works offline from disk, and single files for mail.

Belongs here: templates, style sheet, script, and the files they become. Does not belong here: what a report
says (``model``) or how a chart is drawn (``figures``, ``render.svg``).
"""

from __future__ import annotations

from gnv_pipeline.reports.render.html.writer import write_folder

__all__ = ["write_folder"]
