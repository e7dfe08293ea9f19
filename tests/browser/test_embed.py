"""Figures in an article of another origin: drawn on, trained and read by the article's own script."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.embedding import Reading, copy_example, reading, serving

# A figure of the lessons, alone.
SMALL = """<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A parabola</title>
<script type="module" src="SITE/figures.js"></script><gp-figure-parabola></gp-figure-parabola></html>"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory, site: str) -> Iterator[str]:
    """The origin of the article of docs/embedding."""
    folder: Path = tmp_path_factory.mktemp("article")
    copy_example("article.html", folder, site)
    (folder / "small.html").write_text(SMALL.replace("SITE", site))
    (folder / "figure.json").write_text('{"seed": 41, "data": {"kind": "rings"}}')
    with serving(folder, "localhost") as origin:
        yield origin


@pytest.fixture(scope="module")
def reader(chromium: Browser, article: str, site: str) -> Iterator[Reading]:
    """The article, open, for all tests of this file: a Python takes seconds to start."""
    with reading(chromium, article, site) as opened:
        opened.page.add_init_script("""
            window.jumps = [];
            addEventListener("scroll", () => window.jumps.push(scrollY));
            addEventListener("focusin", (event) => window.jumps.push(event.target.tagName));
        """)
        opened.page.goto(f"{article}/article.html")
        opened.page.wait_for_function("customElements.get('grad-pad') !== undefined")
        yield opened


def test_an_article_costs_nothing_before_its_figures_come_near(reader: Reading) -> None:
    assert reader.figure("#third", "pad => pad.config.view.experiment") == "overfitting"
    assert reader.figure("#third", "pad => pad.snapshot") is None
    assert reader.figure("#third", "pad => pad.link()").startswith("gp1-")
    assert reader.page.evaluate("jumps") == []
    reader.page.emulate_media(media="print")
    box = reader.figure("#third", "pad => pad.shadowRoot.querySelector('svg').getBoundingClientRect().toJSON()")
    assert box["width"] > 100 < box["height"]  # its picture is what is printed
    reader.page.emulate_media(media="screen")


def test_a_figure_is_read_and_trained_across_origins(reader: Reading) -> None:
    four = [{"units": 4, "activation": "tanh"}]
    assert reader.figure("#first", "pad => [pad.config.data.kind, pad.config.network.layers]") == ["xor", four]
    assert reader.ready_figure("#first")["python"].startswith("3.14")
    heard = """async pad => {
        const heard = [];
        const hear = (event) => heard.push([event.type, event.target === pad]);
        for (const name of ["change", "snapshot", "error"]) document.addEventListener(`gradpad-${name}`, hear);
        const snapshot = await pad.train({ epochs: 30 });
        return [snapshot, pad.snapshot, heard.slice(-1)];
    }"""
    snapshot, latest, last = reader.figure("#first", heard)
    assert snapshot["epoch"] == 30
    assert snapshot["curve"]["epoch"] == list(range(31))
    assert latest == snapshot
    assert last == [["gradpad-snapshot", True]]
    values = reader.figure(
        "#first",
        "async pad => { const v = await pad.predict([[1, 1], [-1, 1]]); return [v.constructor.name, v.length]; }",
    )
    assert values == ["Float32Array", 2]
    script = reader.figure("#first", "pad => pad.export('script')")
    assert "import numpy" in script


def test_setting_a_configuration_is_heard_at_once_and_comes_back(reader: Reading) -> None:
    script = """async pad => {
        let changes = 0;
        pad.addEventListener("gradpad-change", () => { changes += 1; });
        pad.config = { seed: 5, data: { kind: "moons", count: 80 } };
        const { seed, data } = pad.config;
        await pad.reset();
        return [seed, data.kind, data.noise, changes, pad.snapshot.step];
    }"""
    assert reader.figure("#first", script) == [5, "moons", 0, 1, 0]


REFUSALS = {
    "pad.config = { seed: -3 }": ("ConfigError", "seed", "seed is -3"),
    "await pad.step(0.5)": ("TypeError", None, "it must be a whole number"),
    "await pad.set_weights([])": ("WeightsError", "weights", "weights has 0 layers"),
    "await pad.open('gp1-broken')": ("LinkError", None, "link"),
    "await pad.predict([[1]])": ("TypeError", None, "pair of finite numbers"),
}


@pytest.mark.parametrize("wish", REFUSALS)
def test_errors_come_back_as_they_are_on_the_sites_own_page(reader: Reading, visits: Any, wish: str) -> None:
    script = f"""async pad => {{
        try {{ {wish}; return null; }}
        catch (error) {{ return [error.name, error.path ?? null, error.message, error instanceof Error]; }}
    }}"""
    name, path, said = REFUSALS[wish]
    error = reader.figure("#first", script)
    assert error
    assert error[3]
    assert error[:2] == [name, path]
    assert said in error[2]


def test_both_elements_have_the_whole_interface(reader: Reading) -> None:
    listed = """([names, methods]) => {
        const pad = document.querySelector("grad-pad");
        return [names.filter((name) => !(name in pad)), methods.filter((name) => typeof pad[name] !== "function")];
    }"""
    names = ["ready", "alive", "config", "snapshot", "timeline"]
    moving = ["play", "pause", "step", "train", "reset"]
    methods = [*moving, "predict", "set_weights", "seek", "branch", "open", "link", "export"]
    source = Path("web/embed/interface.js").read_text()
    assert re.findall(r'"(\w+)"', source.split("METHODS")[1].split("]")[0]) == methods
    assert reader.page.evaluate(listed, [names, methods]) == [[], []]
    assert reader.frame_of("#first").evaluate(listed, [names, methods]) == [[], []]


def test_one_draws_in_a_figure_with_the_mouse_and_the_article_knows(reader: Reading) -> None:
    reader.page.locator("#second").scroll_into_view_if_needed()
    reader.ready_figure("#second")
    assert reader.figure("#second", "pad => pad.config.data.points.length") == 4
    frame = reader.frame_of("#second")
    plane = frame.get_by_label("Data", exact=True)
    plane.scroll_into_view_if_needed()
    frame.get_by_role("button", name="Single point").click()
    box = plane.bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.3)
    reader.page.wait_for_function("() => document.querySelector('#second').config.data.points.length === 5")
    frame.get_by_role("button", name="Train").click()
    reader.page.wait_for_function("() => document.querySelector('#second').snapshot?.epoch > 3")
    frame.get_by_role("button", name="Pause").click()


def test_only_the_parts_that_were_asked_for_are_there(reader: Reading) -> None:
    frame = reader.frame_of("#second")
    for shown in ("gp-sketchpad", "gp-tools", "gp-plane", ".run .reset"):
        expect(frame.locator(shown).first).to_be_visible()
    for hidden in (
        "gp-presets",
        "gp-experiments",
        "gp-network",
        "gp-loss",
        "gp-drawer",
        ".run .step",
        "gp-settings >> nth=0",
    ):
        expect(frame.locator(hidden).first).to_be_hidden()
    expect(reader.frame_of("#first").get_by_label("Learning rate", exact=True)).to_be_visible()


def test_a_figure_is_as_high_as_it_needs_to_be_and_shrinks_again(reader: Reading) -> None:
    reader.page.locator("#second").scroll_into_view_if_needed()  # a frame that nobody sees is not laid out
    reader.ready_figure("#second")
    inner = reader.frame_of("#second")

    def height(shown: str, least: float, most: float) -> float:
        """Show these parts; the frame's height, once it is between these."""
        reader.figure("#second", "(pad, shown) => pad.setAttribute('show', shown)", shown)
        frame = "document.querySelector('#second').querySelector('iframe')"
        reader.page.wait_for_function(
            f"([least, most]) => least < {frame}.offsetHeight && {frame}.offsetHeight < most", arg=[least, most]
        )
        found: float = reader.page.evaluate(f"() => {frame}.offsetHeight")
        return found

    low = height("data:sketchpad plane:output", 100, 2000)
    high = height("data plane network controls", low + 100, 5000)
    after = height("data:sketchpad plane:output", 100, high)
    assert inner.evaluate("document.querySelector('grad-pad').getBoundingClientRect().height") <= after


def test_a_wrong_attribute_is_told_in_the_figure_and_to_the_article(reader: Reading) -> None:
    script = """pad => new Promise((resolve) => {
        pad.addEventListener("gradpad-error", ({ detail }) => resolve(detail), { once: true });
        pad.setAttribute("data", "spirl");
    })"""
    detail = reader.figure("#second", script)
    assert detail["path"] == "data"
    assert detail["message"].startswith('The attribute data is "spirl"; it must be one of circle, xor')
    expect(reader.frame_of("#second").get_by_text('The attribute data is "spirl"')).to_be_visible()


def test_a_configuration_is_fetched_as_the_article_may(reader: Reading) -> None:
    script = """async (pad, address) => {
        const figure = document.createElement("grad-pad");
        const heard = new Promise((resolve) => {
            const tell = ({ detail }) => resolve(detail.message ?? detail.config.seed);
            for (const name of ["change", "error"]) figure.addEventListener(`gradpad-${name}`, tell);
        });
        figure.setAttribute("src-config", address);
        document.body.append(figure);
        const answer = await heard;
        figure.remove();
        return answer;
    }"""
    assert reader.figure("#first", script, "./figure.json") == 41
    assert "must begin with http" in reader.figure("#first", script, "javascript:alert(1)")


def test_light_and_dark_follow_the_article(reader: Reading) -> None:
    dark = """() => {
        const bench = document.querySelector("grad-pad").shadowRoot.querySelector("gp-workbench");
        return getComputedStyle(bench).backgroundColor.match(/\\d+/g).slice(0, 3).every((part) => part < 60);
    }"""
    frame = reader.frame_of("#first")
    assert frame.evaluate(dark) is False
    reader.page.evaluate("document.body.style.background = '#111'")
    frame.wait_for_function(dark)
    reader.page.evaluate("document.body.style.background = ''")
    frame.wait_for_function(f"() => !({dark})()")
    reader.page.emulate_media(color_scheme="dark")
    frame.wait_for_function(dark)
    reader.page.emulate_media(color_scheme="light")
    frame.wait_for_function(f"() => !({dark})()")


def test_on_paper_a_figure_is_its_picture(reader: Reading) -> None:
    """One that was come near: its plane, without what one presses. Another: its points, which cost no Python."""
    page = reader.page
    figure = page.frame_locator("#first iframe")
    expect(figure.get_by_role("button", name="Train")).to_be_visible()
    page.emulate_media(media="print")
    expect(figure.get_by_role("application", name="What the network says")).to_be_visible()
    expect(figure.get_by_role("button", name="Train")).to_be_hidden()
    page.emulate_media(media="screen")


def test_messages_of_others_are_not_listened_to(reader: Reading) -> None:
    script = """pad => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { window.fooled = true; };
        window.postMessage({ gradpad: "frame", protocol: 1 }, "*", [port2]);
        const frame = pad.querySelector("iframe").contentWindow;
        frame.postMessage({ type: "set", set: 1, config: { seed: 99 } }, "*");
        frame.postMessage("<img src=x onerror=alert(1)>", "*");
    }"""
    reader.figure("#first", script)
    assert reader.figure("#first", "async pad => (await pad.step(1), pad.config.seed)") != 99
    assert reader.page.evaluate("window.fooled") is None


def test_all_figures_of_the_article_had_one_python(reader: Reading) -> None:
    reader.page.locator("#third").scroll_into_view_if_needed()
    assert reader.figure("#third", "async pad => (await pad.train({ epochs: 5 })).epoch") == 5
    plain = reader.page.locator("#plain")
    plain.scroll_into_view_if_needed()
    frame = reader.frame_of("#plain")
    assert frame.evaluate("document.querySelector('grad-pad').ready.then(({ numpy }) => numpy)") == "2.4.3"
    assert frame.evaluate("document.querySelector('grad-pad').config.network.layers.length") == 2
    assert reader.pythons() == 1
    assert "IFRAME" not in reader.page.evaluate("jumps")


def test_a_small_figure_is_embedded_alone(chromium: Browser, article: str, site: str) -> None:
    with reading(chromium, article, site) as reader:
        page = reader.page
        page.goto(f"{article}/small.html")
        figure = page.locator("gp-figure-parabola")
        figure.get_by_role("slider").evaluate(
            "(input) => { input.value = 2.7; input.dispatchEvent(new Event('input')); }"
        )
        figure.get_by_role("button", name="Ten steps").click()
        expect(figure.get_by_text("The rate is too large.")).to_be_visible()
        assert reader.pythons() == 0
