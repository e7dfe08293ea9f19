"""Zip archives and wheels that come out the same, byte for byte, whenever their members are the same.

Usually nothing in them is compressed, and what is alike lies together: they get smaller when each is packed as a whole.
"""

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

EPOCH = (2020, 1, 1, 0, 0, 0)  # every member's date


def read_members(archive: Path) -> dict[str, bytes]:
    """Return the files of a zip archive, by name."""
    with zipfile.ZipFile(archive) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist() if not info.is_dir()}


def write_zip(path: Path, members: Mapping[str, bytes], *, packed: bool = False) -> None:
    """Write a zip archive with its members in the order of their endings and names.

    Args:
        packed: whether each is compressed, for what is handed out as it is.
    """
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(members, key=lambda name: (name.rpartition(".")[2], name)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.external_attr = 0o644 << 16
            archive.writestr(info, members[name], method, 9)


def write_wheel(path: Path, members: Mapping[str, bytes], *, packed: bool = False) -> None:
    """Write a wheel: its members, and a RECORD of their hashes in the place of the one among them."""
    record = next(name for name in members if name.endswith(".dist-info/RECORD"))
    others = {name: content for name, content in members.items() if name != record}
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    for name in sorted(others):
        digest = base64.urlsafe_b64encode(hashlib.sha256(others[name]).digest()).rstrip(b"=").decode()
        rows.writerow([name, f"sha256={digest}", len(others[name])])
    rows.writerow([record, "", ""])
    write_zip(path, {**others, record: table.getvalue().encode()}, packed=packed)
