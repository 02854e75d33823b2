"""What is worked out when it is first asked for: an attribute; what a word means."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
Told = TypeVar("Told")

MOST_WORDS = 1 << 16
LONGEST_WORD = 256  # characters: a longer one hardly comes again


class remembered(Generic[Value]):  # noqa: N801 (it is used as a decorator)
    """What functools.cached_property is, without the lock that it has until 3.12.

    A page's lines are asked a dozen things each; the lock cost more than most answers.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        """Take the method that works the value out."""
        self.__doc__ = work_out.__doc__
        self._name = work_out.__name__
        self._work_out = work_out

    def __get__(self, instance: object, owner: type | None = None) -> Value:
        """Work the value out and leave it where this is not asked again."""
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value


class WordsTold(dict[str, Told]):
    """What a function tells of words, asked once a word; forgotten all at once.

    A look into it is a dict's, so that C code can take it for whole lists of words.
    """

    def __init__(self, tell: Callable[[str], Told]) -> None:
        """Take the function that tells of a word."""
        self._tell = tell

    def __missing__(self, word: str) -> Told:
        """Ask the function, and remember."""
        told = self._tell(word)
        if len(word) <= LONGEST_WORD:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = told
        return told
