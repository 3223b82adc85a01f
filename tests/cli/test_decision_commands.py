"""The commands that decide something beside the files: their words, their exit codes, their next steps."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import read_ledger
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import STOCKHOLM, sha256_of
from tests.cli.conftest import Run
from tests.intake.conftest import OPEN, YEAR, Fill, quick_store

WHY = ("--reason", "Talen hade bytt plats", "--function", "Analytiker")
IN = ("--year", YEAR)
ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Error|Show this message|Missing|Invalid|No such|Try|default|required)\b"
)
COMMANDS = (
    "correct", "waive", "withdraw", "decisions", "extend", "abstain", "purge",
    "review", "review send", "review answer", "review status",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_swedish(gnv: Run, command: str) -> None:
    said = gnv(*command.split(), "--help").out
    assert "Användning:" in said
    assert not ENGLISH.search(said), said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("correct", "Atlantis", "Nyckeltal", "D7=1", *IN, *WHY, "--source", "x"), "Atlantis"),
        (("correct", "Ödsele", "Nyckeltal", "D7", *IN, *WHY, "--source", "x"), "D7=41"),
        (("correct", "Ödsele", "Nyckeltal", "D7=1", "d7=2", *IN, *WHY, "--source", "x"), "två gånger"),
        (("correct", "Ödsele", "Nyckeltal", "D7=1", *IN, *WHY), "--source"),
        (("waive", "Ödsele", "Nyckeltal", *IN, *WHY), "CELL"),
        (("extend", "Ödsele", *IN, *WHY), "--until"),
        (("extend", "Ödsele", *IN, "--until", "nästa vecka", *WHY), "nästa vecka"),
        (("abstain", "Ödsele", "--year", "2040", *WHY), "rounds.yaml"),
        (("purge", "abcdef123456", "--reason", "x"), "--decision"),
        (("review", "answer", "Ödsele", *IN, "--function", "MAS"), "--approved"),
        (("review", "answer", "Ödsele", *IN, "--function", "MAS", "--approved", "--comment", "x"),
         "--approved"),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2(gnv: Run, arguments: tuple[object, ...], words: str) -> None:
    ran = gnv(*arguments, check=2)
    assert words in ran.err
    assert not ENGLISH.search(ran.err), ran.err


def test_from_a_held_row_to_a_corrected_one_and_back(
    gnv: Run, home: DataHome, plan: Plan, fill: Fill
) -> None:
    quick_store(home).submit(fill(counts={"K": (50, 40)}), plan, "", OPEN)
    correct = ("correct", "Ödsele", "nyckeltal")
    more = (*IN, *WHY, "--source", "telefon 12 april")
    refused = gnv(*correct, "D7=ca 40", *more, check=1)
    assert "Vi läste 'ca 40'." in refused.out
    assert "Rättelsen är inte sparad." in refused.err
    said = gnv(*correct, "D7=40", "E7=50", *more).out
    assert "✓ R1: Nyckeltal D7: 50 → 40" in said
    assert "✓ R1: Nyckeltal E7: 40 → 50" in said
    assert "Originalet är oförändrat." in said
    assert "Raden väntade på rättning och är mottagen nu." in said
    assert f"gnv run --year {YEAR}" in said
    assert "rättade efter inlämningen" in gnv("status", *IN).out
    assert "D7: 50 → 40" in gnv("decisions", *IN, "--organisation", "Ödsele").out
    assert "R1 gäller inte längre" in gnv("withdraw", "r1", *WHY).out
    assert "redan återtaget" in gnv("withdraw", "R1", *WHY, check=1).out
    assert "inget beslut R7" in gnv("withdraw", "R7", *WHY, check=1).out
    assert "väntar på rättning" in gnv("status", *IN).out


def test_a_rule_is_lifted_in_words(gnv: Run, home: DataHome, plan: Plan, fill: Fill) -> None:
    quick_store(home).submit(fill(counts={"K": (12.5, 40)}), plan, "", OPEN)
    said = gnv("waive", "Ödsele", "Nyckeltal", "d7", *IN, *WHY).out
    assert "U1: kontrollen 'Antalet är ett heltal' gäller inte Nyckeltal D7" in said
    assert "1 kontroll upphävd med skäl" in gnv("status", *IN).out
    again = gnv("waive", "Ödsele", "Nyckeltal", "D7", *IN, *WHY, check=1).out
    assert "Ingen kontroll stoppar D7" in again


def test_extension_and_abstention_are_seen_in_the_status(gnv: Run) -> None:
    last = datetime.now(STOCKHOLM).date().replace(year=2040).isoformat()
    assert (
        "A1: Ödsele kommun har anstånd till"
        in gnv("extend", "Ödsele", *IN, "--until", last, *WHY).out
    )
    assert "V1: Högvrets kommun avstår" in gnv("abstain", "Högvret", *IN, *WHY).out
    said = gnv("status", *IN).out
    assert "Har anstånd till" in said
    assert "Avstår i år" in said
    assert "1 har anstånd, 1 avstår i år" in said
    early = gnv("extend", "Ödsele", *IN, "--until", "2029-01-01", *WHY, check=1).out
    assert "ordinarie sista dagen" in early


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "2019"), ("ingen insamling för 2019", "2027-1, 2028-1")),
        (("--year", YEAR, "--round", "7"), ("ingen omgång 7", f"{YEAR}-1")),
    ],
)
def test_a_year_without_a_round_is_answered_kindly(
    gnv: Run, arguments: tuple[object, ...], words: tuple[str, ...]
) -> None:
    said = gnv("status", *arguments).out
    assert all(word in said for word in words), said


@pytest.mark.parametrize("answer", ["nej\n", "\n"])
def test_removing_asks_first_and_no_means_no(
    gnv: Run, home: DataHome, plan: Plan, fill: Fill, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    path = fill(counts={"K": (12, 40)})
    quick_store(home).submit(path, plan, "", OPEN)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    why = ("--reason", "Namn på en enskild", "--decision", "RSS 2029/12")
    said = gnv("purge", sha256_of(path.read_bytes()), *why).out
    assert "Det går inte att ångra." in said
    assert "Inget är borttaget." in said
    assert read_ledger(home).purges == ()


def test_removing_in_words(
    gnv: Run, home: DataHome, plan: Plan, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fill(counts={"K": (12, 40)})
    gnv("submit", path)
    (copy,) = home.answers.glob("*.xlsx")
    sha256 = sha256_of(path.read_bytes())[:16]
    why = ("--reason", "Namn på en enskild", "--decision", "RSS 2029/12")
    monkeypatch.setattr("sys.stdin", io.StringIO("Ja\n"))
    said = gnv("purge", sha256, *why).out
    assert "är borttagen. Kontrollsumma, tid, skäl och beslut är sparade." in said
    assert copy.name in said
    assert "togs bort" in gnv("purge", sha256, *why, "--yes").out
    assert "minst åtta tecken" in gnv("purge", "abc", *why, "--yes", check=1).out
    again = gnv("submit", path, check=1).out
    assert "enligt beslut (RSS 2029/12)" in again
    assert "Filen togs bort" in gnv("status", *IN).out
    assert "borttaget" in gnv("decisions", *IN).out


def test_handing_in_says_where_the_receipt_is(gnv: Run, home: DataHome, fill: Fill) -> None:
    said = gnv("submit", fill(counts={"K": (50, 40)}), check=1).out
    (receipt,), (text,) = home.answers.glob("*.xlsx"), home.answers.glob("*.txt")
    assert f"Kvittens att skicka tillbaka: {receipt}" in said
    assert f"Svaret som text: {text}" in said
    assert "väntar på rättning" in text.read_text(encoding="utf-8")


def test_the_faktagranskning_from_letter_to_answer(gnv: Run, home: DataHome, plan: Plan) -> None:
    assert "Ingen faktagranskning är påbörjad" in gnv("review", "status", *IN).out
    assert "finns inte som PDF" in gnv("review", "send", *IN, check=1).err
    reports = home.reports / str(YEAR) / "preliminary" / "pdf"
    reports.mkdir(parents=True)
    for name in ("Årsrapport", *(area.full_name.replace(" ", "-") for area in plan.kommuner)):
        (reports / f"{name}-{YEAR}-preliminär.pdf").write_bytes(b"%PDF-1.7")
    said = gnv("review", "send", *IN).out
    folder: Path = home.answers / f"faktagranskning-{YEAR}"
    assert f"{len(plan.reporters)} utkast ligger i" in said
    assert len(list(folder.glob("*.eml"))) == len(plan.reporters)
    assert "Faktagranskning" in (folder / "Ödsele.eml").read_text(encoding="utf-8")
    approved = gnv("review", "answer", "Ödsele", *IN, "--approved", "--function", "MAS").out
    assert "Ödsele kommun har godkänt rapporten." in approved
    commented = ("--comment", "Aktivitet 2 är avslutad", "--function", "MAS")
    assert "visas inte i rapporten" in gnv("review", "answer", "Högvret", *IN, *commented).out
    assert f"2 av {len(plan.reporters)} har svarat." in gnv("review", "status", *IN).out
