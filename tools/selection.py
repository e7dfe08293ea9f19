"""Which tests `build.py test` is asked for: groups, files and what goes to the test runners.

test                          everything that must hold at every commit
test --all                    and what is too long for that
test engine -k losses -x      of one group, what pytest selects
test tests/web/plane-tables.test.js  a file: its folder says which group
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.paths import ROOT


class SelectionError(Exception):
    """What was asked for does not exist; the text says what does."""


@dataclass(frozen=True)
class Selection:
    """groups: their names, in order; arguments: for their runners; files: those that were named; whole: `--all`."""

    groups: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    whole: bool = False

    @property
    def partial(self) -> bool:
        """Whether tests were chosen within the groups."""
        return bool(self.arguments or self.files)


def select(words: Sequence[str], folders: Mapping[str, Sequence[str]], usual: Sequence[str]) -> Selection:
    """Read the command line's words.

    Args:
        words:   what stands after `test`.
        folders: of each group that there is, the folders of its tests.
        usual:   the groups that are run where none is named.

    Raises: SelectionError: for a word that is neither a group nor a file, before the first option.
    """
    groups: list[str] = []
    files: list[str] = []
    rest = list(words)
    whole = "--all" in rest
    rest = [word for word in rest if word != "--all"]
    while rest and not rest[0].startswith("-"):
        word = rest.pop(0)
        if word in folders:
            groups.append(word)
        elif (ROOT / word.partition("::")[0]).exists():
            files.append(word)
        else:
            known = ", ".join(folders)
            raise SelectionError(f"there is no group of tests, and no file, {word!r}; the groups are {known}")
    if rest[:1] == ["--"]:
        rest.pop(0)
    files += [word for word in rest if not word.startswith("-") and (ROOT / word.partition("::")[0]).is_file()]
    arguments = [word for word in rest if word not in files]
    return Selection(tuple(groups or _groups_of(files, folders) or usual), tuple(arguments), tuple(files), whole)


def _groups_of(files: Sequence[str], folders: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the groups in whose folders the files lie, each by the first that has it."""
    found: list[str] = []
    for file in files:
        group = next((g for g, places in folders.items() if any(f"{file}/".startswith(f"{p}/") for p in places)), None)
        if group is None:
            raise SelectionError(f"{file!r} is in no group's folder")
        found += [group] if group not in found else []
    return found
