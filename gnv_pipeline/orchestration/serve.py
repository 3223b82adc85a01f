"""Dagster's own web page for a data home.

Belongs here: starting and stopping Dagster's processes. Does not belong here: what they show.
"""

from __future__ import annotations

import signal
import subprocess
import sys

from gnv_pipeline.home import DataHome
from gnv_pipeline.orchestration.environment import prepare

_MODULE = "gnv_pipeline.orchestration.definitions"


def serve(home: DataHome, port: int) -> int:
    """Run Dagster's web server and daemon on this machine until interrupted; returns the exit code.

    The server has no login: it listens on 127.0.0.1 only.
    """
    prepare(home)
    command = [
        sys.executable,
        "-m",
        "dagster",
        "dev",
        "-m",
        _MODULE,
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    # A group of its own: Ctrl+C then reaches us alone, and we stop Dagster in order and in Swedish.
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
        process = subprocess.Popen(command, cwd=home.root, creationflags=group)
    else:
        process = subprocess.Popen(command, cwd=home.root, process_group=0)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service manager asks in this way
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0
