"""What people have written (Markdown) as a tree that the template walks through.

Belongs here: the same subset of CommonMark as in the HTML reports: no raw HTML, pictures or headings. Does
not belong here: looks. The text never becomes markup of another language on the way.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])

_KINDS = {
    "paragraph": "paragraph",
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "list_item": "item",
    "blockquote": "quote",
    "strong": "strong",
    "em": "emph",
}
_WORDS = {"text", "code_inline", "code_block", "fence"}


def tree(markdown: str) -> list[dict[str, Any]]:
    """Nodes ``{"kind": ..., "text": ... or "inner": [...]}`` of a Markdown text, links as their words."""
    return _inner(SyntaxTreeNode(_MARKDOWN.parse(markdown)))


def _inner(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    return [part for child in node.children for part in _parts(child)]


def _parts(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    if node.type in _WORDS:
        return [{"kind": "text", "text": node.content}]
    if node.type == "softbreak":
        return [{"kind": "text", "text": " "}]
    if node.type == "hardbreak":
        return [{"kind": "break"}]
    if node.type == "link":
        return [*_inner(node), *_address(node)]
    if node.type in _KINDS:
        return [{"kind": _KINDS[node.type], "inner": _inner(node)}]
    return _inner(node)  # inline, and what only groups other nodes


def _address(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    """The address of a link in words, so that it can be read on paper too."""
    address = str(node.attrs.get("href", ""))
    words = "".join(one.content for one in node.walk() if one.type == "text")
    return [] if not address or address == words else [{"kind": "text", "text": f" ({address})"}]
