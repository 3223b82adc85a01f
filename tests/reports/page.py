"""A page of the reports read with the standard library, for tests that look at its structure."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass
class Node:
    """An element with its attributes, children and own text in order."""

    tag: str
    attrs: dict[str, str]
    parts: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, blanks folded."""
        pieces = [part if isinstance(part, str) else part.text for part in self.parts]
        return " ".join("".join(f"{piece} " for piece in pieces).split())

    def all(self, tag: str | None = None, **attrs: str) -> list[Node]:
        """Elements inside with the tag and the attributes; ``class_`` asks for one class among several."""
        found: list[Node] = []
        for part in self.parts:
            if isinstance(part, Node):
                if (tag is None or part.tag == tag) and part.has(**attrs):
                    found.append(part)
                found += part.all(tag, **attrs)
        return found

    def has(self, **attrs: str) -> bool:
        """Whether the element has all these attributes."""
        for name, value in attrs.items():
            if name == "class_":
                if value not in self.attrs.get("class", "").split():
                    return False
            elif self.attrs.get(name) != value:
                return False
        return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].parts.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].parts.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack[-1].tag == tag, f"<{self.stack[-1].tag}> is closed by </{tag}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].parts.append(data)


def read(path: Path) -> Node:
    """The page as a tree; fails when an element is not closed by its own end tag."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    assert len(reader.stack) == 1, f"<{reader.stack[-1].tag}> is never closed"
    return reader.root
