"""Who may import whom in web/: the rules hold, and a wrong import is found by name."""

import itertools
import re
import subprocess

from tools.checks import import_rules
from tools.paths import ROOT

WRONG = {
    "features-do-not-know-each-other": ("web/sketchpad/pen.js", "web/network/network.js"),
    "parts-of-the-drawer-do-not-know-each-other": ("web/drawer/code/code.js", "web/drawer/walk/walk.js"),
    "state-knows-no-feature": ("web/state/state.js", "web/network/network.js"),
    "the-drawer-knows-its-tabs": ("web/drawer/drawer.js", "web/share/share.js"),
    "the-course-stands-on-the-app": ("web/course/lesson.js", "web/network/network.js"),
    "embedding-stands-on-the-app": ("web/embed/frame.js", "web/network/network.js"),
    "erasing-knows-all-that-is-kept": ("web/offline/erase.js", "web/network/network.js"),
    "plane-knows-no-feature": ("web/plane/points.js", "web/sketchpad/pen.js"),
    "ui-knows-nothing-but-ui": ("web/ui/view.js", "web/plane/points.js"),
    "config-knows-nothing-but-config": ("web/config/path.js", "web/ui/view.js"),
    "the-engine-knows-no-page": ("web/engine/client.js", "web/app/store.js"),
    "only-the-engine-speaks-to-workers": ("web/app/store.js", "web/engine/boot/boot.js"),
    "nothing-missing": ("web/ui/tokens.js", "web/ui/not-there.js"),
}


def findings(folder):
    """Return what breaks the rules in `folder`: the name of each rule, with the file that breaks it."""
    done = subprocess.run(
        import_rules(), cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    found = set(re.findall(r"^\s*error ([\w-]+): (\S+)", done.stdout, re.MULTILINE))
    assert (done.returncode != 0) == bool(found), done.stdout + done.stderr
    return found


def write(folder, name, *targets):
    """Write a file that imports others."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * name.count("/")
    path.write_text("\n".join(f'import "{up}{target}";' for target in targets), encoding="utf-8")


def test_the_front_end_keeps_the_rules():
    assert findings(ROOT) == set()


def test_wrong_imports_are_found_by_name(tmp_path):
    files = {"web/ui/a.js", "web/ui/b.js", *itertools.chain(*WRONG.values())} - {"web/ui/not-there.js"}
    wrong = dict(WRONG.values())
    cycle = {"web/ui/a.js": "web/ui/b.js", "web/ui/b.js": "web/ui/a.js"}
    for name in files:
        targets = [known[name] for known in (wrong, cycle) if name in known]
        write(tmp_path, name, *targets)
    write(tmp_path, "web/app/page.js", *sorted(files))
    write(tmp_path, "web/ui/alone.js")
    expected = {(rule, source) for rule, (source, _) in WRONG.items()}
    expected |= {("no-cycles", "web/ui/a.js"), ("nothing-unreachable", "web/ui/alone.js")}
    assert expected <= findings(tmp_path)
