"""The contract type `rooms` of import-linter: the house's "who may know whom" as one line per room.

Import-linter's own `forbidden` contract names what is forbidden, so every new room would have to be
added to the lists of all others, and a room that does not exist yet is an error. Here each room
says what it may import; everything else is forbidden, and an unknown room breaks the contract.

Options (all lists of text):
    leaves      modules that every room may import and that import only each other
    may_import  "room: other, other.module": what the room may import beside itself and the leaves
    only        "package: room, room": the rooms that may import a package from outside
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def parse_rule(text: str) -> tuple[str, tuple[str, ...]]:
    """``"reports: plan, warehouse.reader"`` as ``("reports", ("plan", "warehouse.reader"))``."""
    room, colon, others = text.partition(":")
    if not colon or not room.strip():
        raise ValueError(f"A rule reads 'room: other, other', got {text!r}")
    return room.strip(), tuple(other.strip() for other in others.split(",") if other.strip())


class RoomsContract(Contract):
    """Every import between rooms is one that the importing room's line allows."""

    type_name = "rooms"

    leaves = fields.ListField(subfield=fields.StringField())
    may_import = fields.ListField(subfield=fields.StringField())
    only = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Compare every direct import of the graph with the lines."""
        root = self.session_options["root_packages"][0]
        leaves = tuple(self.leaves)
        allowed = dict.fromkeys(leaves, leaves)
        allowed |= {
            room: (room, *others, *leaves) for room, others in map(parse_rule, self.may_import)
        }
        owners = dict(map(parse_rule, self.only))
        faults: list[str] = []
        for importer in sorted(graph.find_descendants(root)):
            room = importer.split(".")[1]
            if room not in allowed:
                faults.append(f"{importer}: the room {room!r} has no line in may_import")
                continue
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                package, _, inside = imported.partition(".")
                if package != root:
                    kept = room in owners.get(package, (room,))
                else:
                    kept = not inside or any(
                        inside == one or inside.startswith(f"{one}.") for one in allowed[room]
                    )
                if not kept:
                    details = graph.get_import_details(importer=importer, imported=imported)
                    lines = ", ".join(f"l.{one['line_number']}" for one in details)
                    faults.append(f"{importer} -> {imported} ({lines})")
        return ContractCheck(kept=not faults, metadata={"faults": faults})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per import that no line allows."""
        for fault in check.metadata["faults"]:
            output.print_error(f"- {fault}", bold=False)
        output.new_line()
