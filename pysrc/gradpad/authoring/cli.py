"""The command `gradpad`: serves the page from the installed package, or puts its files into a folder.

Tools that are not written in Python ask it to check a figure and to paint it: `_extensions/gradpad` does, for Quarto.
"""

import argparse
import errno
import functools
import http.server
import json
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import gradpad
from gradpad.authoring.site import NoSiteError, copy_site, site_folder
from gradpad.authoring.still import still
from gradpad.authoring.tag import Figure, FigureError
from gradpad.errors import ConfigError, GradpadError
from gradpad.recorded import record_figure


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site's files with the types that a browser needs, whatever this machine's own table says."""

    extensions_map = {  # noqa: RUF012  (the base class's own interface)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".json": "application/json",
        ".zst": "application/zstd",
    }

    def end_headers(self) -> None:
        """Lets any page load the module: a notebook is of another origin. All that lies here is public."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing of each request."""


def parser() -> argparse.ArgumentParser:
    """Returns: the reader of the command line."""
    top = argparse.ArgumentParser(prog="gradpad", description="Draw data, and watch a small network learn it.")
    top.add_argument("--version", action="version", version=f"gradpad {gradpad.__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve the page on this machine; no network is needed")
    serve.add_argument("--port", type=_port, default=8000, help="8000 unless told otherwise; 0: any that is free")
    serve.add_argument("--no-browser", action="store_true", help="don't open it in the browser")
    build = commands.add_parser("build", help="put the site's files into a folder, for any web host")
    build.add_argument("folder", type=Path)
    record = commands.add_parser("record", help="write a figure that trains without Python, from a configuration")
    record.add_argument("config", help="a file with its configuration as JSON, or - for the input")
    record.add_argument("-o", "--output", type=Path, default=Path("figure.gradpad"), help="figure.gradpad if left out")
    figure = commands.add_parser("figure", help="check a figure; its configuration, or nothing, comes from the input")
    figure.add_argument("--picture", action="store_true", help="write the picture for paper, as PNG")
    figure.add_argument("attributes", nargs="*", metavar="NAME=VALUE", help="attributes of the tag, such as data=xor")
    return top


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"port is {text!r}; it must be a whole number from 0 to 65535")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns: the exit code."""
    options = parser().parse_args(arguments)
    try:
        if options.command == "build":
            size = copy_site(options.folder)
            print(f"The site is in {options.folder} ({size / 1e6:.1f} MB). Any static web host can serve it.")
        elif options.command == "record":
            record(options.config, options.output)
        elif options.command == "figure":
            return figure(options.attributes, options.picture)
        else:
            serve(options.port, not options.no_browser)
    except (NoSiteError, OSError, GradpadError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def record(source: str, output: Path) -> None:
    """Writes a recorded figure. Raises: OSError; GradpadError: the configuration is not valid, or can't be recorded."""
    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    try:
        config = json.loads(text)
    except ValueError as problem:
        raise ConfigError(f"{source} is no JSON: {problem}.") from None
    file = record_figure(config)
    output.write_bytes(file)
    print(f"{output} ({len(file) / 1000:.1f} kB) trains without Python.")


def figure(attributes: Sequence[str], picture: bool) -> int:
    """Checks a figure, and writes its picture where one is asked for; nothing where only a link knows what it shows.

    What is wrong is said on the standard output, too: that is what Pandoc gives to the filter that asked.
    Returns: the exit code.
    """
    told, wrong = b"", False
    try:
        body = sys.stdin.buffer.read().decode("utf-8", "replace")
        found = Figure.of(dict(each.partition("=")[::2] for each in attributes), body)
        config = found.whole_config() if picture else None
        told = still(config, found.epochs) if config is not None else b""
    except (FigureError, GradpadError) as problem:
        told, wrong = str(problem).encode(), True
    sys.stdout.buffer.write(told)
    return int(wrong)


def server(port: int) -> http.server.ThreadingHTTPServer:
    """Returns: a server of the site, on this machine only, not yet running. Raises: OSError, NoSiteError."""
    handler = functools.partial(Handler, directory=str(site_folder()))
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        raise OSError(f"Port {port} is taken by another program. Choose another: gradpad serve --port 0") from None


def serve(port: int, opens: bool) -> None:
    """Serves until Ctrl-C."""
    with server(port) as running:
        address = f"http://localhost:{running.server_address[1]}/"
        print(f"Gradpad is at {address} (Ctrl-C ends it)", flush=True)
        if opens:
            webbrowser.open(address)
        running.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
