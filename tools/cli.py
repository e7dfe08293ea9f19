"""The commands of build.py."""

import argparse
import functools
import time
from collections.abc import Sequence

from tools import (
    benchmarks,
    checks,
    cleaning,
    engine_wheel,
    environment,
    locking,
    numpy_wheel,
    packaging,
    plan,
    releasing,
    server,
    testing,
    twice,
    upgrading,
)
from tools.console import TroubleError, say
from tools.exclusive import only_build
from tools.lean import used
from tools.paths import DIST, shown
from tools.selection import SelectionError, select
from tools.steps import run_steps

EPILOG = """What is downloaded is kept in ~/.cache/gradpad (or GRADPAD_CACHE). `test` hands on what selects tests:
python3 build.py test engine -k losses -x"""
LOCKED = "only these: packages (of Python and npm), modules (of the standard library and NumPy that the page uses)"


def parser() -> argparse.ArgumentParser:
    """Return what understands the command line."""
    top = argparse.ArgumentParser(prog="build.py", description="Build, serve and test Gradpad.", epilog=EPILOG)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")

    serve = command("serve", "build the site and serve it on http://localhost:8000")
    serve.add_argument("--port", type=int, default=8000, help="another port (0: any that is free)")
    serve.add_argument("--open", action="store_true", help="open it in the browser")
    serve.add_argument("--offline", action="store_true", help="let browsers keep a copy, as a real host does")
    build = command("build", "get the tools, then make the site in dist/")
    build.add_argument("--single", action="store_true", help="also the page as one file, dist/gradpad.html")
    build.add_argument("--zip", action="store_true", help="also the site as an archive, dist/gradpad.zip")
    build.add_argument("--twice", action="store_true", help="build a second time from nothing, and compare every byte")
    test = command("test", "build what the tests need, and run them")
    test.add_argument("--all", action="store_true", help="also what takes too long for every commit")
    test.add_argument("groups", nargs="*", metavar="GROUP", help=f"only these: {', '.join(testing.FOLDERS)}; or a file")
    test.add_argument("options", nargs="*", metavar="OPTION", help="what the test runner knows, as -k losses -x")
    check = command("check", "look at format, lint and types of all code")
    check.add_argument("--fix", action="store_true", help="repair first what can be repaired by itself")
    bench = command("bench", "run the measurements of tests/bench")
    bench.add_argument("names", nargs="*", metavar="NAME", help="only these")
    clean = command("clean", "remove what was built")
    clean.add_argument("--all", action="store_true", help="also the installed tools and the cached downloads")
    lock = command("lock", "pin again what is used, after a change of what is asked for")
    lock.add_argument("what", nargs="*", choices=["packages", "modules", []], metavar="WHAT", help=LOCKED)
    upgrade = command("upgrade", "take another Pyodide and its NumPy, as far as that goes by itself")
    upgrade.add_argument("version", nargs="?", help="of Pyodide (the newest that npm has)")
    command("package", "build, and make in dist-packages/ what authors install")
    release = command("release", "build, and put together in release/ what a release hands out")
    release.add_argument("--tag", help="the release's tag, which has to be that of the engine's version")
    return top


def main(arguments: Sequence[str]) -> int:
    """Run one command; return the exit code."""
    reader = parser()
    words = [] if {"-h", "--help"} & set(arguments) or arguments[:1] != ["test"] else arguments[1:]
    options = reader.parse_args(arguments[: len(arguments) - len(words)])  # pytest's own options are for pytest
    if options.command == "test":
        try:
            options.selection = select(words, testing.FOLDERS, testing.USUAL)
        except SelectionError as error:
            reader.error(str(error))
    try:
        return _run(options)
    except TroubleError as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("\nBroken off.")
        return 130


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "serve":
            _build()
            server.serve(options.port, options.open, options.offline)
        case "build":
            build = functools.partial(_build, single=options.single, zipped=options.zip)
            twice.build_twice(build) if options.twice else build()
        case "test":
            return testing.run_groups(options.selection)
        case "check":
            _build()  # the page's types include what the build generates
            _get("check")
            return checks.run_checks(options.fix)
        case "bench":
            _build()
            _get("test")
            return benchmarks.run_benchmarks(options.names)
        case "upgrade":
            return upgrading.upgrade(options.version)
        case "package":
            _build()
            packaging.write_packages()
        case "release":
            _build(single=True, zipped=True)
            packaging.write_packages()
            releasing.write_release(options.tag)
        case "clean":
            cleaning.clean(options.all)
        case "lock":
            with only_build():
                if "modules" not in options.what:
                    run_steps(plan.tool_steps()[:2])
                    locking.lock_packages()
                if "packages" not in options.what:
                    run_steps([*plan.tool_steps(), numpy_wheel.numpy_step(), engine_wheel.wheel_step()])
                    used.renew_lock()
    return 0


def _build(*, single: bool = False, zipped: bool = False) -> None:
    started = time.monotonic()
    with only_build():
        run_steps(plan.build_steps(single=single, zipped=zipped))
    say(f"{shown(DIST)}/ is ready ({time.monotonic() - started:.1f} s)")


def _get(purpose: str) -> None:
    """Get the tools of a purpose beyond building."""
    with only_build():
        run_steps([environment.tool_step(purpose)])
