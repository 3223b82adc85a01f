"""Make `.venv` in the project's root and install one of the two locks into it.

    python3 scripts/bootstrap.py run     what `gnv` needs
    python3 scripts/bootstrap.py dev     what the tests and linters need as well

Belongs here: what has to work before anything is installed, so only the standard library. Does not
belong here: anything `gnv` does. `make` calls it; on Windows it can be run by hand with `py`.

The install is skipped when neither the locks, pyproject.toml, the interpreter nor the folder have
changed since last time (0.1 s instead of half a minute).
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the reason why this file is plain Python
    sys.exit(
        f"Python 3.11 eller senare behövs, det här är {sys.version.split()[0]}"
        f" ({sys.executable}).\nAnge en nyare version, till exempel: make demo PYTHON=python3.12"
    )

import hashlib
import importlib.util
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
NO_VENV = """\
Den här Python-installationen ({executable}) kan inte skapa virtuella miljöer: {module} saknas.
  Debian och Ubuntu:  sudo apt install python3-venv
  Windows och macOS:  installera Python från python.org (går utan administratörsrätt)
Kör sedan samma kommando igen."""
NO_INSTALL = """
Installationen gick inte igenom. Det som står ovanför säger varför.
  Bakom en proxy:  sätt HTTPS_PROXY, till exempel  HTTPS_PROXY=http://proxy.exempel.se:8080
  Egen certifikatutfärdare:  sätt PIP_CERT till organisationens certifikatfil
Kör sedan samma kommando igen; det som redan är hämtat hämtas inte om."""


def venv_python() -> Path:
    """The interpreter inside `.venv`, on Windows and elsewhere."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(kind: str) -> str:
    """Changes whenever an install of this kind has to be made again."""
    digest = hashlib.sha256()
    for path in (LOCKS["run"], LOCKS[kind], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(f"{sys.version_info[:2]} {ROOT}".encode())
    return digest.hexdigest()


def stamp(kind: str) -> Path:
    """Where the fingerprint of the last finished install of this kind lies."""
    return VENV / f".installed-{kind}"


def is_installed(kind: str) -> bool:
    """Whether `.venv` already holds what the lock of this kind asks for."""
    path = stamp(kind)
    return path.exists() and path.read_text(encoding="utf-8") == fingerprint(kind)


def is_usable() -> bool:
    """Whether `.venv` has a working interpreter of the version that runs this file."""
    if not venv_python().exists():
        return False
    try:
        answer = subprocess.run(
            [str(venv_python()), "-c", "import sys, pip; print(sys.version_info[:2])"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except OSError:  # a .venv moved here from another machine
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])


def make_venv() -> None:
    """Create `.venv`, or create it anew when its interpreter does not work."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            sys.exit(NO_VENV.format(executable=sys.executable, module=module))
    print("Skapar den virtuella miljön .venv ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        sys.exit(NO_VENV.format(executable=sys.executable, module="ensurepip"))


def pip_install(*arguments: str, total: int) -> None:
    """Run pip inside `.venv`; say how far it has come, and all it said when it fails."""
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check"]
    said: list[str] = []
    seen = 0
    with subprocess.Popen(
        [*command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                seen += 1
                if seen % 20 == 0:
                    print(f"  {min(seen, total)} av {total} paket", flush=True)
            elif line.startswith("Installing collected packages") and total > 1:
                print("  Alla paket är hämtade och packas upp ...", flush=True)
            elif "Retrying (" in line:
                print("  Inget svar, försöker igen ...", flush=True)
    if pip.returncode:
        sys.exit("".join(said[-20:]) + NO_INSTALL)


def main(kind: str) -> None:
    """Make sure that `.venv` holds what the lock of this kind asks for."""
    usable = is_usable()
    if usable and is_installed(kind):
        return
    if not usable:
        make_venv()
    lock = LOCKS[kind]
    names = {
        line.split("==")[0]
        for line in lock.read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    }
    print(f"Installerar {len(names)} paket från {lock.name} (en till fem minuter) ...", flush=True)
    pip_install("--require-hashes", "-r", str(lock), total=len(names))
    pip_install("--no-deps", "--no-build-isolation", "--editable", str(ROOT), total=1)
    for done in {"run", kind}:  # the larger lock holds the smaller one
        stamp(done).write_text(fingerprint(done), encoding="utf-8")
    print("Klart.", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit("Användning: python3 scripts/bootstrap.py run|dev")
    main(sys.argv[1])
