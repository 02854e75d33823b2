"""Look phrases up among tokens: the longest that starts at one."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from transforms.sentences.tokens import tokens

Entry = TypeVar("Entry")


class Phrases(Generic[Entry]):
    """Phrases with what each stands for, found token by token in a tree of keys."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """Take (phrase, entry) pairs; of two under one phrase the first stays."""
        self.tree: dict[str, Any] = {}
        for phrase, entry in entries:
            node = self.tree
            line = tokens(phrase)
            for key in line.keys[: line.size]:
                node = node.setdefault(key, {})
            node.setdefault(None, entry)  # type: ignore[call-overload]

    def begins(self, keys: list[str]) -> list[int]:
        """Return where the first word of a phrase stands."""
        tree = self.tree
        if tree.keys().isdisjoint(keys):
            return []
        return [at for at, key in enumerate(keys) if key in tree]

    def longest(self, keys: list[str], start: int) -> tuple[int, Entry] | None:
        """Return the end and the entry of the longest phrase there, None for none."""
        node = self.tree.get(keys[start])
        at, found = start, None
        while node is not None:
            at += 1
            if None in node:
                found = (at, node[None])
            node = node.get(keys[at])
        return found
