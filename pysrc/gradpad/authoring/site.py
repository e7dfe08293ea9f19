"""The site's own files, as the installed package brings them: to be served, or put beside an author's pages."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).parent / "site"


class NoSiteError(RuntimeError):
    """This installation has no site in it."""


def site_folder() -> Path:
    """Returns: the folder of the site. Raises: NoSiteError."""
    if not (FOLDER / "embed.js").is_file():
        raise NoSiteError(
            "This gradpad was installed without its page. The wheel that has it is made by "
            "“python3 build.py package”, in a clone of Gradpad's repository."
        )
    return FOLDER


def copy_site(target: Path, source: Path | None = None) -> int:
    """Puts the site's files into a folder; what else lies there stays.

    Args:    target; source: another folder that has the site. Returns: how many bytes. Raises: NoSiteError.
    """
    source = source or site_folder()
    copied: list[Path] = []

    def copy(one: str, other: str) -> None:
        copied.append(Path(shutil.copy2(one, other)))

    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.map"), copy_function=copy)
    return sum(path.stat().st_size for path in copied)
