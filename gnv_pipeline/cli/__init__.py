"""`gnv`: what people type.

Belongs here: options, help texts and how results are shown in a terminal. Does not belong here: any work;
commands call the rooms and show what came back. Exit codes: 0 done (warnings included), 1 errors found
or failure, 2 wrong use.
"""

from gnv_pipeline.cli.app import main

__all__ = ["main"]
