"""The page "Your host": its lines are the builder's, and what it calls tried has a test of that name."""

import json
import re
import subprocess

import pytest

from gradpad.config.description import describe
from tools.node import node
from tools.paths import ROOT

PAGE = (ROOT / "docs" / "embedding" / "hosts.md").read_text(encoding="utf-8")
WRITE = """
import { readFileSync } from "node:fs";
import { validateConfig } from "./web/config/validate.js";
import { SNIPPETS } from "./web/embed/snippets.js";
const description = JSON.parse(readFileSync(0, "utf8"));
const config = validateConfig(description, { data: { kind: "xor" }, network: { layers: [{ units: 4 }] } });
const figure = { config, show: "plane controls:train", theme: "auto", autoplay: false, start: "seen", height: 420 };
const site = "https://example.org/gradpad/";
const where = { site, script: `<script type="module" src="${site}embed.js"></script>`, description };
console.log(JSON.stringify(Object.fromEntries(SNIPPETS.map(({ label, write }) => [label, write(figure, where)]))));
"""


def rows():
    """The rows of the tables, as lists of cells."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| host |")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if "| tried |" not in line]


def test_each_form_is_what_the_builder_writes():
    command = [str(node()), "--input-type=module", "-e", WRITE]
    told = subprocess.run(
        command, input=json.dumps(describe()), capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8"
    )
    shown = re.findall(r"^\*\*(\w+)\*\*\n\n(`{3,})\w+\n(.*?)\n\2$", PAGE, re.M | re.S)
    assert {label: text for label, _, text in shown} == json.loads(told.stdout)


def test_every_form_that_a_row_names_is_one_of_them():
    forms = re.findall(r"^\*\*(\w+)\*\*$", PAGE, re.M)
    table = PAGE.split("## Which form, where")[1].split("## ")[0]
    named = [line.split(" | ")[1] for line in table.splitlines() if line.startswith("| ") and "| form |" not in line]
    assert len(named) > 15
    assert all(any(form in cell for form in forms) for cell in named)


@pytest.mark.parametrize("row", rows(), ids=[row[0] for row in rows()])
def test_what_is_called_tried_has_a_test_of_that_name(row):
    assert len(row) == 4
    tried = row[3].removesuffix(" |")
    if tried == "*untried*":
        return
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", tried)
    assert ", ".join(f"`{file}::{name}`" for file, name in named) == tried
    for file, name in named:
        [path] = [*(ROOT / "tests").glob(f"*/{file}")]
        assert re.search(rf"^def {name}\(", path.read_text(encoding="utf-8"), re.M), name
