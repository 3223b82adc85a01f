"""The tables of the warehouse as their ``.sql`` files declare and document them.

One file per table: ``sql/<schema>/<table>.sql``. Its header is the documentation::

    -- table: core.observation
    -- What a row is, in one or more lines.
    -- column value: what the column holds, with unit
    --     (indented lines continue the column before)
    -- without: judged_year          (only with ``like``: columns of that table left out)

After it stands one ``create table``. An entry ``like mart.activity`` takes over the columns, constraints
and documentation of another table (DuckDB itself lacks it), so that a column that goes from raw to mart is
written down once. Foreign keys that it takes over follow into the new schema where the parent exists there;
DuckDB allows none between schemas, so those are kept as ``references`` for :func:`orphans` to check.

``sql/<schema>/<table>.insert.sql`` fills the table from tables to its left.

Belongs here: reading these files, creating tables with comments, checking references. Does not belong
here: connections, or Python frames (``loading``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from gnv_pipeline.warehouse.connection import Connection

SCHEMAS = ("raw", "core", "judged", "mart")
"""In the order data moves."""

PARENTS_ELSEWHERE = {"organisation": "area"}
"""Tables of mart that have another name in core."""

_REFERENCE = re.compile(r"\s+references\s+(\w+)\.(\w+)\s*\((\w+)\)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values must exist in a table of another schema."""

    column: str
    parent: str
    parent_column: str


@dataclass(frozen=True, slots=True)
class TableDoc:
    """One table: documentation, DDL and, where it is filled by SQL, its statement."""

    schema: str
    name: str
    description: str
    columns: dict[str, str]
    primary_key: tuple[str, ...]
    ddl: str
    references: tuple[Reference, ...]
    parents: tuple[str, ...]
    insert: str | None

    @property
    def full_name(self) -> str:
        """``schema.name``."""
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True, slots=True)
class _Parsed:
    schema: str
    name: str
    description: str
    columns: dict[str, str]
    without: tuple[str, ...]
    entries: tuple[str, ...]
    insert: str | None


@cache
def read_table_docs() -> tuple[TableDoc, ...]:
    """All tables, schema by schema in the order of :data:`SCHEMAS`, parents before children.

    Raises:
        ValueError: A file breaks the format; the message names it.
    """
    parsed = {f"{one.schema}.{one.name}": one for one in _read_files()}
    docs = {name: _resolve(name, parsed) for name in parsed}
    return tuple(_in_order(docs))


@cache
def table_doc(full_name: str) -> TableDoc:
    """The table ``schema.name``; raises ``KeyError`` when there is none."""
    for doc in read_table_docs():
        if doc.full_name == full_name:
            return doc
    raise KeyError(full_name)


def create_all(con: Connection) -> None:
    """Create every schema with its tables and comments; those that exist are made anew, empty."""
    for schema in SCHEMAS:
        recreate_schema(con, schema)


def recreate_schema(con: Connection, schema: str) -> None:
    """Make one schema anew, its tables empty."""
    con.execute(f'drop schema if exists "{schema}" cascade')
    create_schema(con, schema)


def create_schema(con: Connection, schema: str) -> None:
    """Create one schema with its tables, parents first, and comment tables and columns."""
    con.execute(f'create schema if not exists "{schema}"')
    for doc in read_table_docs():
        if doc.schema == schema:
            con.execute(";\n".join([doc.ddl.removesuffix(";"), *_comments(doc)]))


def run_insert(con: Connection, full_name: str) -> None:
    """Fill a table by its ``.insert.sql``; raises ``KeyError`` when it has none."""
    insert = table_doc(full_name).insert
    if insert is None:
        raise KeyError(f"{full_name} has no insert statement")
    con.execute(insert)


def orphans(con: Connection) -> tuple[tuple[str, Reference, int], ...]:
    """References between schemas that point at nothing: (table, reference, number of rows).

    Empty when all is well. It replaces the foreign keys that DuckDB does not allow between schemas.
    """
    found = []
    for doc in read_table_docs():
        for reference in doc.references:
            query = (
                f"select count(*) from {doc.full_name} as child "  # noqa: S608 - our own names
                f"where child.{reference.column} is not null and not exists ("
                f"select 1 from {reference.parent} as parent "
                f"where parent.{reference.parent_column} = child.{reference.column})"
            )
            (count,) = con.execute(query).fetchall()[0]
            if count:
                found.append((doc.full_name, reference, int(count)))
    return tuple(found)


# --- reading the files -------------------------------------------------------------------------


def _read_files() -> Iterator[_Parsed]:
    root = files("gnv_pipeline.warehouse") / "sql"
    for schema in SCHEMAS:
        folder = root / schema
        listed = sorted(folder.iterdir(), key=lambda file: file.name)
        inserts = {file.name for file in listed if file.name.endswith(".insert.sql")}
        for file in listed:
            if file.name.endswith(".sql") and file.name not in inserts:
                name = file.name.removesuffix(".sql")
                insert = folder / f"{name}.insert.sql" if f"{name}.insert.sql" in inserts else None
                yield _parse(schema, name, file, insert)


def _parse(schema: str, name: str, file: Traversable, insert: Traversable | None) -> _Parsed:
    text = file.read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("--")]
    body = "\n".join(line for line in text.splitlines() if not line.strip().startswith("--"))
    if not header or header[0] != f"-- table: {schema}.{name}":
        raise ValueError(f"{schema}/{name}.sql must begin with '-- table: {schema}.{name}'")
    description: list[str] = []
    columns: dict[str, str] = {}
    without: tuple[str, ...] = ()
    current: str | None = None
    for line in (raw.removeprefix("--").removeprefix(" ") for raw in header[1:]):
        if match := re.match(r"column (\w+): (.+)", line):
            current = match[1]
            columns[current] = match[2].strip()
        elif match := re.match(r"without: (.+)", line):
            without = tuple(part.strip() for part in match[1].split(","))
        elif current is None:
            description.append(line.strip())
        else:
            columns[current] += f" {line.strip()}"
    return _Parsed(
        schema=schema,
        name=name,
        description=" ".join(description),
        columns=columns,
        without=without,
        entries=_entries(f"{schema}.{name}", body),
        insert=insert.read_text(encoding="utf-8") if insert is not None else None,
    )


def _entries(full_name: str, body: str) -> tuple[str, ...]:
    """The columns and constraints of a ``create table``, split at its outer commas."""
    match = re.fullmatch(
        rf"\s*create table {re.escape(full_name)} \((.*)\)\s*;\s*", body, re.DOTALL
    )
    if match is None:
        raise ValueError(f"{full_name}: expected one 'create table {full_name} (...);'")
    entries, depth, start = [], 0, 0
    inside = match[1]
    for position, character in enumerate(inside):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            entries.append(inside[start:position])
            start = position + 1
    entries.append(inside[start:])
    return tuple(" ".join(entry.split()) for entry in entries)


# --- from what the files say to tables ---------------------------------------------------------

_CONSTRAINT = re.compile(r"(primary key|check|foreign key|unique)\b")


def _resolve(full_name: str, parsed: dict[str, _Parsed]) -> TableDoc:
    own = parsed[full_name]
    columns: dict[str, str] = {}
    entries: list[str] = []
    for entry in own.entries:
        match = re.fullmatch(r"like (\w+\.\w+)", entry)
        if match is None:
            entries.append(entry)
            continue
        model = _resolve(match[1], parsed)
        columns |= {name: text for name, text in model.columns.items() if name not in own.without}
        entries += [
            one for one in _entries(model.full_name, model.ddl) if not _left_out(one, own.without)
        ]
    columns |= own.columns
    entries.sort(key=lambda entry: bool(_CONSTRAINT.match(entry)))  # columns before constraints
    references: list[Reference] = []
    parents: list[str] = []
    final = [_place_reference(entry, own.schema, parsed, references, parents) for entry in entries]
    return TableDoc(
        schema=own.schema,
        name=own.name,
        description=own.description,
        columns=columns,
        primary_key=_primary_key(full_name, final),
        ddl=f"create table {full_name} (\n    " + ",\n    ".join(final) + "\n);",
        references=tuple(references),
        parents=tuple(parents),
        insert=own.insert,
    )


def _first(entry: str) -> str:
    return entry.split(maxsplit=1)[0]


def _left_out(entry: str, without: tuple[str, ...]) -> bool:
    """Whether it is a column left out, or a constraint that names one."""
    words = set(re.findall(r"\w+", entry)) if _CONSTRAINT.match(entry) else {_first(entry)}
    return not words.isdisjoint(without)


def _place_reference(
    entry: str,
    schema: str,
    parsed: dict[str, _Parsed],
    references: list[Reference],
    parents: list[str],
) -> str:
    """Move a column's ``references`` into its own schema, or note it where no key is possible."""
    match = _REFERENCE.search(entry)
    if match is None:
        return entry
    parent_schema, table, column = match.groups()
    renamed = PARENTS_ELSEWHERE.get(table, table) if schema != "mart" else table
    if schema == parent_schema or f"{schema}.{renamed}" in parsed:
        parents.append(f"{schema}.{renamed}")
        return _REFERENCE.sub(f" references {schema}.{renamed} ({column})", entry)
    if schema != "raw":  # raw holds what was received, whatever it points at
        renamed = PARENTS_ELSEWHERE.get(table, table)
        references.append(Reference(_first(entry), f"core.{renamed}", column))
    return _REFERENCE.sub("", entry)


def _primary_key(full_name: str, entries: Iterable[str]) -> tuple[str, ...]:
    for entry in entries:
        if match := re.fullmatch(r"primary key \(([^)]*)\)", entry):
            return tuple(part.strip() for part in match[1].split(","))
        if " primary key" in entry and not _CONSTRAINT.match(entry):
            return (_first(entry),)
    raise ValueError(f"{full_name} has no primary key")


def _in_order(docs: dict[str, TableDoc]) -> Iterator[TableDoc]:
    done: set[str] = set()

    def visit(name: str) -> Iterator[TableDoc]:
        if name in done:
            return
        done.add(name)
        for parent in docs[name].parents:
            yield from visit(parent)
        yield docs[name]

    for schema in SCHEMAS:
        for name in sorted(docs):
            if docs[name].schema == schema:
                yield from visit(name)


def _comments(doc: TableDoc) -> Iterator[str]:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    yield f"comment on table {doc.full_name} is {quoted(doc.description)}"
    for column, text in doc.columns.items():
        yield f'comment on column {doc.full_name}."{column}" is {quoted(text)}'
