"""Swedish words for values that have the wrong shape.

Belongs here: the translation of pydantic's errors into findings with file, line, path in words, what was
read and what to write. Does not belong here: faults that need the meaning of the plan (``checks_*``).
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.place_words import place_words
from gnv_pipeline.plan.positions import Document, Path

_NEAR = 0.5
"""How alike two keys are, 0-1, for one to be taken as a misspelling of the other."""
_CURLY = "”“„’‘»«"
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": (
        "Här skrivs bara små bokstäver a–z, siffror och understreck, med en bokstav först.",
        "trygg_hemma",
    ),
    r"^[A-Za-z0-9]+$": ("Ett områdes id skrivs bara med bokstäver a–z och siffror.", '"1234"'),
    r"^#[0-9a-fA-F]{6}$": (
        "En färg skrivs med # och sex tecken 0–9 eller a–f, inom citattecken.",
        '"#158daf"',
    ),
    r"^[NU]\d{5}$": ("Koladas id är N eller U och fem siffror.", '"U21505"'),
}
_EXPECTED = {
    "int": ("ett heltal", "2030"),
    "float": ("ett tal, med punkt som decimaltecken", "87.4"),
    "bool": ("true eller false", "true"),
    "date": ("ett datum, skrivet år-månad-dag", "2027-03-19"),
    "string": ("en text", '"Trygg hemma"'),
    "tuple": ("en lista, med ett bindestreck före varje värde", None),
    "list": ("en lista, med ett bindestreck före varje värde", None),
    "model": ("en grupp med nycklar, en per rad", None),
    "dict": ("en grupp med nycklar, en per rad", None),
}


def shape_findings(
    document: Document, model: type[BaseModel], error: ValidationError
) -> Iterator[Finding]:
    """One finding per faulty place of a file; a value that several types refuse is told once."""
    faults = [
        (_known_path(document, detail["loc"], detail["type"]), detail)
        for detail in error.errors(include_url=False)
    ]
    told = _misspelt(faults)
    for path, detail in faults:
        if path in told:
            continue
        told.add(path)
        yield _finding(document, model, path, detail)


def _misspelt(faults: list[tuple[Path, ErrorDetails]]) -> set[Path]:
    """Missing keys that stand there under a misspelt name: the unknown key's finding tells of them."""
    missing = {path for path, detail in faults if detail["type"] == "missing"}
    found: set[Path] = set()
    for path, detail in faults:
        if detail["type"] == "extra_forbidden":
            beside = {str(one[-1]): one for one in missing - found if one[:-1] == path[:-1]}
            near = get_close_matches(str(path[-1]).lower(), sorted(beside), n=1, cutoff=_NEAR)
            found.update(beside[name] for name in near)
    return found


def _known_path(document: Document, loc: tuple[int | str, ...], kind: str) -> Path:
    """The place in the file: pydantic's own names of union branches are left out."""
    path: Path = ()
    value = document.data
    for step in loc:
        if isinstance(value, Mapping) and str(step) in value:
            path, value = (*path, str(step)), value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path, value = (*path, step), value[step]
    if kind == "missing" and loc:
        return (*path, loc[-1])
    return path


def _finding(
    document: Document, model: type[BaseModel], path: Path, detail: ErrorDetails
) -> Finding:
    kind = detail["type"]
    if kind == "missing":
        return _missing(document, path)
    if kind == "extra_forbidden":
        return _unknown_key(document, model, path)
    context = detail.get("ctx", {})
    if path and path[-1] == "path":
        return _wrong(
            document,
            path,
            "wrong-type",
            "Skriv linear för en rak väg till målet, eller ett värde per år.",
            "{2027: 88, 2030: 90}",
        )
    if kind in {"literal_error", "enum", "string_pattern_mismatch"} and _curly(document, path):
        return _curly_quotes(document, path)
    if kind in {"literal_error", "enum"}:
        return _choice(document, model, path)
    if kind == "string_pattern_mismatch":
        rule, example = _PATTERNS.get(
            str(context.get("pattern")), ("Värdet har inte den form som behövs.", None)
        )
        return _wrong(document, path, "wrong-form", rule, example)
    if kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        limit = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
        word = "minst" if kind.startswith("greater") else "högst"
        return _wrong(
            document, path, "out-of-range", f"Värdet ska vara {word} {limit:g}.", f"{limit:g}"
        )
    if kind == "too_short":
        return _wrong(document, path, "empty-list", "Listan är tom; minst en post behövs.", None)
    if kind == "string_type":
        return _not_text(document, path)
    expected, example = _EXPECTED.get(kind.split("_")[0], ("ett värde av annat slag", None))
    return _wrong(document, path, "wrong-type", f"Här ska det stå {expected}.", example)


def _make(
    document: Document,
    path: Path,
    code: str,
    message: str,
    remedy: str,
    *,
    value: str | None = None,
    example: str | None = None,
) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"{message[0].upper()}{message[1:]}",
        remedy=remedy,
        file=document.file,
        line=document.line(path),
        field=str(path[-1]) if path else None,
        value=value,
        example=example,
    )


def _where(document: Document, path: Path) -> str:
    words = place_words(document.data, path)
    return f"{words[0].upper()}{words[1:]}: " if words else ""


def _missing(document: Document, path: Path) -> Finding:
    return _make(
        document,
        path,
        "missing-key",
        f"{_where(document, path[:-1])}nyckeln {path[-1]} saknas.",
        f"Lägg till en rad som börjar med {path[-1]}: och värdet.",
    )


def _unknown_key(document: Document, model: type[BaseModel], path: Path) -> Finding:
    key = str(path[-1])
    known = sorted(_keys_at(model, path[:-1]))
    near = get_close_matches(key.lower(), known, n=1, cutoff=_NEAR)
    if key.replace(".", "").isdigit():
        remedy = "Ett decimaltal skrivs med punkt, inte komma: 87.4."
    elif near:
        remedy = f"Menade du {near[0]}?"
    else:
        remedy = f"Ta bort raden. Nycklar som finns här: {', '.join(known)}."
    return _make(
        document,
        path,
        "unknown-key",
        f"{_where(document, path[:-1])}nyckeln {key} finns inte.",
        remedy,
        value=key,
        example=near[0] if near else None,
    )


def _choice(document: Document, model: type[BaseModel], path: Path) -> Finding:
    value = document.raw.get(path, "")
    allowed = sorted(_choices_at(model, path))
    near = get_close_matches(value.lower(), allowed, n=1, cutoff=0.6)
    listed = (
        f"Skriv något av: {', '.join(allowed)}." if allowed else "Skriv ett av de tillåtna värdena."
    )
    return _make(
        document,
        path,
        "unknown-choice",
        f"{_where(document, path)}vi läste {_quoted(value)}, men det värdet finns inte.",
        f"Menade du {near[0]}? {listed}" if near else listed,
        value=value,
        example=near[0] if near else None,
    )


def _curly(document: Document, path: Path) -> bool:
    """Whether a value carries the quotes of a word processor, which YAML takes for letters."""
    value = document.raw.get(path) or ""
    return value != value.strip(_CURLY)


def _curly_quotes(document: Document, path: Path) -> Finding:
    meant = (document.raw.get(path) or "").strip(_CURLY)
    return _make(
        document,
        path,
        "curly-quotes",
        f"{_where(document, path)}böjda citattecken står runt {meant} och läses som en del av värdet.",
        f'Skriv raka citattecken i stället: "{meant}".',
        value=document.raw.get(path),
        example=f'"{meant}"',
    )


def _not_text(document: Document, path: Path) -> Finding:
    """A number, a yes/no value, nothing or a group where text is needed."""
    raw = document.raw.get(path)
    if raw is None:
        return _wrong(document, path, "wrong-type", "Här ska det stå en text.", None)
    if not raw:
        return _wrong(document, path, "empty-text", "Här ska det stå en text.", None)
    number = any(sign.isdigit() for sign in raw)
    is_id = bool(path) and _is_id(path)
    message = f"{_where(document, path)}{raw} står utan citattecken och läses som "
    if number:
        message += (
            f"ett tal; inledande nollor försvinner ({_as_number(raw)})."
            if raw[0] == "0"
            else "ett tal."
        )
    else:
        message += "något annat än text."
    return _make(
        document,
        path,
        "unquoted-id" if is_id else "wrong-type",
        message,
        f'Sätt citattecken om värdet: "{raw}".',
        value=raw,
        example=f'"{raw}"',
    )


def _is_id(path: Path) -> bool:
    keys = [step for step in path if isinstance(step, str)]
    last = keys[-1] if keys else ""
    return last in {"id", "indicator", "delmal", "codes", "code"} or last.endswith("_id")


def _as_number(raw: str) -> str:
    return raw.lstrip("0") or "0"


def _wrong(document: Document, path: Path, code: str, rule: str, example: str | None) -> Finding:
    value = document.raw.get(path)
    read = f"vi läste {_quoted(value)}." if value is not None else "innehållet har fel form."
    if value is not None and not value:
        read = "värdet är tomt."
    return _make(
        document,
        path,
        code,
        f"{_where(document, path)}{read}",
        rule if example is None else f"{rule} Till exempel {example}.",
        value=value,
        example=example,
    )


def _quoted(value: str) -> str:
    return f"”{value}”"


# --- what the models allow at a place ----------------------------------------------------------


def _types_at(model: type[BaseModel], path: Path) -> list[Any]:
    """The types that may stand at a place, unions taken apart."""
    found: list[Any] = [model]
    for step in path:
        following: list[Any] = []
        for kind in found:
            following.extend(_step(kind, step))
        found = [part for kind in following for part in _parts(kind)]
    return found


def _step(kind: Any, step: str | int) -> list[Any]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(step))
        return [field.annotation] if field is not None else []
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {tuple, list} and arguments:
        return [arguments[0]]
    if origin is dict and len(arguments) == 2:
        return [arguments[1]]
    return []


def _parts(kind: Any) -> list[Any]:
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return _parts(typing.get_args(kind)[0])
    if origin in {typing.Union, types.UnionType}:
        return [part for member in typing.get_args(kind) for part in _parts(member)]
    return [kind]


def _keys_at(model: type[BaseModel], path: Path) -> set[str]:
    return {
        key
        for kind in _types_at(model, path)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for key in kind.model_fields
    }


def _choices_at(model: type[BaseModel], path: Path) -> set[str]:
    found: set[str] = set()
    for kind in _types_at(model, path):
        if typing.get_origin(kind) is typing.Literal:
            found.update(str(choice) for choice in typing.get_args(kind))
        elif isinstance(kind, type) and issubclass(kind, Enum):
            found.update(str(member.value) for member in kind)
    return found
