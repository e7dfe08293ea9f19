"""What the builder of figures writes, read by the tools it is written for: each makes the figure that was meant."""

import ast
import json
import random
import re
import subprocess
from html.parser import HTMLParser

import markdown
import pytest

from gradpad.config.description import describe
from gradpad.markdown import FigureExtension
from tools import environment
from tools.embedding import pandoc
from tools.node import node
from tools.packaging import EXTENSION
from tools.paths import ROOT

SITE = "https://example.org/gradpad"
SCRIPT = f'<script type="module" src="{SITE}/embed.js"></script>'
WRITE = """
import { readFileSync } from "node:fs";
import { validateConfig } from "./web/config/validate.js";
import { SNIPPETS } from "./web/embed/snippets.js";
const [description, site, script, figures] = JSON.parse(readFileSync(0, "utf8"));
const where = { site: site + "/", script, description };
console.log(JSON.stringify(figures.map(({ config, ...look }) => {
  const figure = { ...look, config: validateConfig(description, config) };
  return Object.fromEntries(SNIPPETS.map(({ name, write }) => [name, write(figure, where)]));
})));
"""
READ = """
import { readFileSync } from "node:fs";
import { readAttributes } from "./web/embed/attributes.js";
const [description, figures] = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(figures.map(([given, inside]) => {
  const { errors, ...asked } = readAttributes(description, (name) => given[name] ?? null, inside);
  return { ...asked, errors: errors.map(String) };
})));
"""
# Texts that end a string, a line, a block, a comment, a tag, a script or a template in one of the languages.
NASTY = [
    *[
        '"',
        "'",
        "\\",
        "\\\\",
        '\\"',
        '"""',
        "'''",
        "`",
        "```",
        "~~~",
        ":::",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "\x0b",
        "\x0c",
    ],
    *["\x00", "\x1c", "\x85", "\u2028", "\u2029", "\u202e", "\ufeff", "\u200b", "é", "😀", "   ", "#", "//", "%22"],
    *["</script>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "</grad-pad>", "<img src=x onerror=alert(1)>"],
    *["&quot;", "&#34;", "{{ x }}", "{% raw %}", "{# x #}", "{{< x >}}", "{{%x%}}", "${x}", "{x}", "}}", ":name: x"],
    *[":data: moons", ".. raw:: html", "   .. raw:: html\n\n      <b>", "\n```\n\n<b>", "\n:::\n\n<b>", "*a*", "|x|"],
    *["', config={})", '"); import os #', "\\u0022", "\\N{DIGIT ONE}", "--", "...", "$x$", "@x", "[a](b)", "\\n"],
]


class Figures(HTMLParser):
    """Each grad-pad of a page, with its attributes and the configuration inside it; and the names of all tags."""

    def __init__(self, text):
        super().__init__()
        self.found, self.names, self.inside = [], [], False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.inside = (tag, dict(attrs).get("type")) == ("script", "application/json")
        if tag == "grad-pad":
            self.found.append([{name: text or "" for name, text in attrs}, None])

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] = data


def ask(program, *given):
    command = [str(node()), "--input-type=module", "-e", program]
    text = json.dumps([describe(), *given])
    told = subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    return json.loads(told.stdout)


def figures():
    """Figures as somebody may have made them: a few that are usual, and many with texts that try to get out."""
    chance = random.Random(20261201)

    def nasty():
        return "".join(chance.choices(NASTY, k=chance.randint(1, 5)))

    helped = next(preset["config"] for preset in describe()["presets"] if preset["name"] == "spiral_helped")
    rest = {"count": 90, "noise": 0.1, "train_share": 0.5}
    usual = [
        {},
        {"data": {"kind": "xor"}, "network": {"layers": [{"units": 3}]}},
        {"data": {"kind": "spiral", "noise": 0.25}, "seed": 7, "view": {"pace": "slow"}},
        {"network": {"layers": []}, "training": {"learning_rate": 1e-5}},
        {"network": {"layers": [{"units": 8, "activation": "relu"}] * 2}, "features": ["x1", "sin_x1"]},
        {"network": {"layers": [{"units": 8, "activation": "relu"}, {"units": 2, "activation": "tanh"}]}},
        {"training": {"optimizer": "adam", "batch_size": 1}, "standardize": True},
        {"features": [{"formula": "sin(x1 * x2)"}, "x1"]},
        {"data": {"kind": "formula", "formula": "x ** 2 - 1", **rest}, "features": ["x1"]},
        {**helped, "view": {"experiment": "spiral_helped"}},
        {**helped, "seed": 8, "view": {"experiment": "spiral_helped", "pace": "full"}},
    ]
    points = [[chance.uniform(-6, 6), chance.uniform(-6, 6)] for _ in range(200)]
    usual.append({"data": {"kind": "points", "points": points, "labels": [i % 3 for i in range(200)]}})
    fuzzed = [
        {"seed": chance.randint(0, 9), "view": {"note": nasty(), nasty(): [nasty(), None, True, 1e-7]}}
        for _ in range(60)
    ]
    return [
        {
            "config": config,
            "show": chance.choice([None, "plane loss:curve", "data:sketchpad,tools controls:train,rate"]),
            "theme": chance.choice(["auto", "dark"]),
            "autoplay": chance.random() < 0.5,
            "start": chance.choice(["seen", "touch"]),
            "height": chance.choice([300, 480]),
        }
        for config in usual + fuzzed
    ]


@pytest.fixture(scope="module")
def forms():
    """What the builder writes of each figure: its texts by form."""
    return ask(WRITE, SITE, SCRIPT, figures())


@pytest.fixture(scope="module")
def meant(forms):
    """The figures of the tags: what the page itself makes of each."""
    read = ask(READ, [Figures(each["tag"]).found[0] for each in forms])
    assert all(not each["errors"] for each in read)
    whole = ask(
        """
import { readFileSync } from "node:fs";
import { validateConfig } from "./web/config/validate.js";
const [description, configs] = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(configs.map((config) => validateConfig(description, config))));
""",
        [each["config"] for each in figures()],
    )
    default = whole[0]
    assert [each["config"] or default for each in read] == whole
    return [{**each, "config": each["config"] or default} for each in read]


def hold(found, meant):
    """The figures that a tool has made are those that were meant."""
    default = meant[0]["config"]
    read = ask(READ, found)
    assert [{**each, "config": each["config"] or default} for each in read] == meant


def test_a_figure_is_written_in_attributes_where_they_can_say_it(forms):
    assert forms[0]["tag"].startswith(SCRIPT + "\n<grad-pad")
    assert '<grad-pad data="xor" layers="3" ' in forms[1]["tag"]
    assert '<grad-pad data="spiral" noise="0.25" seed="7" pace="slow" ' in forms[2]["tag"]
    assert '<grad-pad layers="none" rate="0.00001" ' in forms[3]["tag"]
    assert '<grad-pad layers="8 8" activation="relu" features="x1 sin_x1" ' in forms[4]["tag"]
    assert "application/json" in forms[5]["tag"]
    assert re.search(r"gradpad\.Pad\(data=\"spiral\", noise=\"?0\.25", forms[2]["notebook"])
    assert '<grad-pad preset="spiral_helped" ' in forms[9]["tag"]
    assert '<grad-pad preset="spiral_helped" seed="8" pace="full" ' in forms[10]["tag"]
    assert forms[1]["quarto"].startswith('{{< grad-pad data="xor" layers="3" ')


def test_no_template_finds_anything_to_fill_in(forms):
    for each in forms:
        for name, text in each.items():
            shortcode = name == "quarto" and text.startswith("{{<")
            assert len(re.findall(r"\{[{%#]", text)) == shortcode, text
            assert text.isprintable() or set(re.findall(r"[^ -~]", text)) <= {"\n", "é", "😀"}, text


def test_markdown_makes_the_figures_that_were_meant(forms, meant):
    page = "\n\nBetween.\n\n".join(each["mkdocs"] for each in forms)
    made = Figures(markdown.markdown(page, extensions=["fenced_code", FigureExtension(site=SITE)]))
    assert set(made.names) == {"script", "grad-pad", "p"}
    hold(made.found, meant)


def test_the_tag_in_markdown_is_the_tag(forms, meant):
    page = "\n\nBetween.\n\n".join(each["markdown"] for each in forms)
    made = Figures(markdown.markdown(page))
    assert set(made.names) == {"div", "script", "grad-pad", "p"}
    hold(made.found, meant)


def test_a_notebooks_line_is_one_call_with_plain_values(forms, meant):
    found = []
    for each in forms:
        imported, line = ast.parse(each["notebook"]).body
        assert ast.unparse(imported) == "import gradpad"
        call = line.value
        assert ast.unparse(call.func) == "gradpad.Pad"
        [*config] = map(ast.literal_eval, call.args)
        given = {item.arg: ast.literal_eval(item.value) for item in call.keywords}
        attributes = {name: "" if value is True else str(value) for name, value in given.items()}
        found.append([attributes, json.dumps(config[0]) if config else None])
    hold(found, meant)


whole = pytest.mark.whole("makes an environment with Sphinx and Pandoc in it; Markdown and Python are read above")


@whole
@pytest.mark.parametrize(("form", "name"), [("sphinx", "index.rst"), ("myst", "index.md")])
def test_sphinx_makes_the_figures_that_were_meant(makers, forms, meant, tmp_path, form, name):
    extensions = ["gradpad.sphinx", *(["myst_parser"] if form == "myst" else [])]
    settings = (
        f"extensions = {extensions}\ngradpad_site = {SITE!r}\nmyst_enable_extensions = ['colon_fence', 'substitution']"
    )
    (tmp_path / "conf.py").write_text(f"import sys\nsys.path.insert(0, {str(ROOT / 'pysrc')!r})\n{settings}\n")
    title = "# A page" if form == "myst" else "A page\n======"
    page = "\n\nBetween.\n\n".join([title, *(each[form] for each in forms)])
    (tmp_path / name).write_text(page + "\n", encoding="utf-8", newline="\n")
    command = [environment.python(makers), "-m", "sphinx", "-W", "-q", "-b", "html", tmp_path, tmp_path / "out"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    text = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    read = Figures(text)
    assert read.names.count("b") == read.names.count("img") == 0
    hold(read.found, meant)


@whole
def test_pandoc_makes_the_figures_that_were_meant(makers, forms, meant, tmp_path):
    """The fenced div; the shortcode's attributes are in a div, as Quarto hands them on without Pandoc's reading."""
    page = "\n\nBetween.\n\n".join(
        re.sub(r"^\{\{< grad-pad (.*) >\}\}$", r"::: {.grad-pad \1}\n:::", each["quarto"]) for each in forms
    )
    (tmp_path / "page.qmd").write_text(page, encoding="utf-8", newline="\n")
    command = [pandoc(), "-f", "markdown", "-t", "html", "-L", EXTENSION / "filter.lua", "page.qmd"]
    made = subprocess.run(command, cwd=tmp_path, env={"PATH": ""}, capture_output=True, encoding="utf-8", check=True)
    read = Figures(made.stdout)
    assert set(read.names) == {"script", "grad-pad", "p"}
    hold(read.found, meant)


@whole
def test_a_notebook_makes_the_figures_that_were_meant(makers, forms, meant, tmp_path):
    program = """
import json, sys
sys.path.insert(0, sys.argv[1])
import gradpad
from gradpad.notebook import pad
pad.local_site = lambda: "http://127.0.0.1/"
told = []
for text in json.load(sys.stdin):
    *_, line = text.split("\\n")
    made = eval(line)
    told.append([made._attributes, json.dumps(made.config)])
print(json.dumps(told))
"""
    command = [environment.python(makers), "-c", program, str(ROOT / "pysrc")]
    text = json.dumps([each["notebook"] for each in forms])
    made = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    hold(json.loads(made.stdout), meant)
