"""What comes from outside is damaged, hostile or huge: it is refused with a reason, nothing runs, nothing is lost.

A thousand things with a fixed seed, made from the page's own links and files, go through the real page and its real
Python. (The decoders alone are tried with thousands more: tests/web/link, files, table; tests/engine/test_weights.)
"""

import base64
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.workers import HOLD_WORKERS

SEED = 20261122
CANARY = "<img src=x onerror='window.canary=1'><script>window.canary=1</script>"
PYTHON = "import js; js.canary = 1"
FIGURE = {
    "seed": 5,
    "data": {"kind": "points", "points": [[-2, 1.25], [-1.5, 2], [2, -1], [1.75, -2.5]], "labels": [0, 0, 1, 1]},
    "network": {"layers": [{"units": 3, "activation": "tanh"}]},
}
PUT = "async (pad, config) => { pad.config = config; await pad.reset(); }"
JUNK: list[str] = [
    "null", "true", "-1", "1e999", "NaN", "[", "]", "{", "}", '"', "\\", "\0", ",", ":", "__proto__", "constructor",
    "javascript:window.canary=1", CANARY, "\u202e", "9" * 400, "[" * 3000, '{"a":' * 3000, PYTHON,
]  # fmt: skip
# Opens one thing after another; each is refused in words and changes nothing, or leaves a figure that is whole.
OPEN_ALL = """async (pad, things) => {
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const bench = pad.shadowRoot.querySelector("gp-workbench");
    const state = () => JSON.stringify([pad.config, pad.snapshot.weights]);
    const found = { refused: 0, taken: 0, slowest: 0, wrong: [] };
    for (const { text, base64, what } of things) {
        const before = state();
        const act = action => bench.dispatchEvent(
            new CustomEvent("gp-action", { detail: action, bubbles: true, composed: true }));
        act({ type: "notice/dismiss" });
        const began = performance.now();
        const taken = await pad.open(base64 ? bytes(base64) : text).then(() => null, error => error);
        found.slowest = Math.max(found.slowest, performance.now() - began);
        if (taken === null) {
            found.taken += 1;
            // Points of one class alone are points; that they can't be learned is said where they are drawn.
            await pad.step(1).catch(error => {
                if (error.name !== "DataError") found.wrong.push([what, `taken, and then: ${error}`]);
            });
            if (!(bench.state.data.labels.length > 0)) found.wrong.push([what, "taken, and there are no points"]);
            pad.config = JSON.parse(before)[0];
            await pad.set_weights(JSON.parse(before)[1]);
        } else {
            const error = taken;
            found.refused += 1;
            const reason = bench.state.notice;
            const said = error instanceof Error && error.message.length > 10 && error.name !== "WorkerLostError";
            if (!said) found.wrong.push([what, `refused without a reason: ${error}`]);
            if (reason?.kind !== "error") found.wrong.push([what, `not told: ${error}`]);
            else if (reason.message.length > 1000) found.wrong.push([what, `too long: ${reason.message}`]);
            if (state() !== before) found.wrong.push([what, "refused, and something has changed"]);
        }
    }
    return found;
}"""


def spoilt(chance: random.Random, whole: str) -> str:
    """A text with one to three pieces replaced, cut off or put in."""
    text = whole
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(JUNK) + text[at + chance.randrange(8) :]
    return text[: chance.randrange(len(text))] if chance.random() < 0.1 else text


def spoilt_bytes(chance: random.Random, whole: bytes) -> bytes:
    content = bytearray(whole)
    for place in [chance.randrange(len(content)) for _ in range(chance.randint(1, 6))]:
        content[place] = chance.randrange(256)
    return bytes(content[: chance.randrange(len(content))] if chance.random() < 0.2 else content)


def relabelled(chance: random.Random, link: str) -> str:
    """A link with a letter changed, a piece gone, or something else behind its beginning."""
    body = link.removeprefix("gp1-")
    at = chance.randrange(len(body))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/%<"
    changed = body[:at] + chance.choice(letters) * chance.choice([0, 1, 1, 1, 5000]) + body[at + chance.randint(0, 3) :]
    return chance.choice(["gp1-", "#gp1-", "gp0-", "gp2-", "gp1-gp1-", "https://example.org/x#gp1-"]) + changed


@pytest.fixture(scope="module")
def visitor(visits: Any) -> Iterator[Any]:
    """One page with its worker at hand: Python starts once, and may not be lost."""
    with visits() as opened:
        opened.page.add_init_script(HOLD_WORKERS)
        opened.open().ready()
        yield opened
        assert opened.page.evaluate("window.canary") is None
        assert opened.page.evaluate("window.workers.length") == 1, "Python was lost and started again"
        assert not opened.errors
        assert not opened.outside


@pytest.fixture
def pad(visitor: Any) -> Any:
    visitor.call(PUT, FIGURE)
    return visitor


@pytest.fixture(scope="module")
def own(visitor: Any) -> dict[str, str]:
    """The page's own links and files, to be spoilt; the .npz file in base64."""
    visitor.call(PUT, FIGURE)
    visitor.call("pad => pad.train({ epochs: 5 })")
    made: dict[str, str] = visitor.call(
        """async pad => ({
            link: pad.link(), full: pad.link({ weights: true }),
            session: await pad.export("session"), json: await pad.export("json"), csv: await pad.export("csv"),
            points: JSON.stringify({ points: pad.config.data.points, labels: pad.config.data.labels }),
            npz: (await pad.export("npz")).toBase64?.() ?? btoa(String.fromCharCode(...await pad.export("npz"))),
        })"""
    )
    return made


#: Of each kind; with the decoders' own thousands (tests/web) and the messages below that makes ten thousand in all.
COUNTS = [145, pytest.param(700, marks=pytest.mark.whole("a fifth of these is opened at every commit"))]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", ["link", "full", "session", "json", "npz", "csv", "points"])
def test_spoilt_things_are_refused_with_a_reason_or_taken_whole(
    pad: Any, own: dict[str, str], kind: str, count: int
) -> None:
    chance = random.Random(f"{SEED} {kind}")
    things: list[dict[str, str]] = []
    for number in range(count):
        if kind == "npz":
            wrong = spoilt_bytes(chance, base64.b64decode(own[kind]))
            things.append({"base64": base64.b64encode(wrong).decode(), "what": f"npz {number}"})
        else:
            make = relabelled if kind in {"link", "full"} else spoilt
            text = make(chance, own[kind])
            things.append({"text": text, "what": f"{kind} {number}: {text[:200]}"})
    before = pad.call("pad => pad.config")
    found = pad.call(OPEN_ALL, things)
    print(f"{kind}: {found['refused']} refused, {found['taken']} taken; the slowest took {found['slowest']:.0f} ms")
    assert found["wrong"] == []
    assert found["refused"] + found["taken"] == len(things)
    assert found["refused"] > 20
    assert pad.call("pad => pad.config") == before
    assert pad.call("pad => pad.train({ epochs: 2 })")["epoch"] >= 2


def test_spoilt_edits_are_refused_or_run_and_never_lose_the_network(pad: Any) -> None:
    """Pieces of a module's text are replaced: it is in force as it is, or the one before goes on, with the weights."""
    chance = random.Random(SEED)
    module = pad.page.evaluate(SOURCE)
    weights = pad.call("pad => pad.snapshot.weights")
    applied = 0
    for number in range(25):
        text = spoilt(chance, module)
        answer = pad.page.evaluate(ASK, [2_000_000 + number, "edit", {"module": "activations", "text": text}])
        assert answer.get("result") or answer["failure"]["message"], text[:200]
        assert not answer.get("fatal"), text[:200]
        applied += bool(answer.get("result", {}).get("applied"))
    pad.page.evaluate(ASK, [3_000_000, "restore", {}])
    print(f"{applied} of 25 spoilt edits were in force")
    assert pad.call("pad => pad.snapshot.weights") == weights
    assert pad.call("pad => pad.train({ epochs: 2 })")["epoch"] >= 2


def test_what_is_huge_is_refused_before_it_costs_anything(pad: Any) -> None:
    things = {
        "a table of 30 MB": "'1,2,0\\n'.repeat(5e6)",
        "a line of 5 MB": "'1,2,' + '9'.repeat(5e6)",
        "a link of 1 MB": "'gp1-' + 'A'.repeat(1e6)",
        "a session nested a million deep": '\'{"gradpad_session": 1, "config": \' + "[".repeat(1e6)',
        "weights nested a million deep": '\'{"gradpad_weights": 1, "layers": \' + "[".repeat(1e6)',
        "weights whole and deep": '\'{"gradpad_weights": 1, "layers": \' + "[".repeat(1e5) + "]".repeat(1e5) + "}"',
        "points nested a million deep": '"[".repeat(1e6)',
        "25 MB of zeros": "new Uint8Array(25e6)",
        "a zip of nothing": "Uint8Array.of(0x50, 0x4b, 3, 4)",
    }
    for name, made in things.items():
        said = pad.call(f"async pad => pad.open({made}).then(() => null, error => error.message)")
        assert said, name
        assert len(said) > 10
    assert pad.call("pad => pad.config.data.points") == FIGURE["data"]["points"]  # type: ignore[index]
    pad.call("pad => pad.train({ epochs: 2 })")


def test_what_is_refused_is_told_on_the_page_as_text(pad: Any, own: dict[str, str]) -> None:
    """By every door that a visitor has: the address, a paste, a drop, a file."""
    page = pad.page
    before = pad.call("pad => pad.config")
    alert = page.locator("gp-notice").get_by_role("alert").locator(".note.error")
    hostile = [
        f"x1,x2,label\n1,2,0\n3,{CANARY},1\n",
        f'[[1, 2, "{PYTHON}"], [1, "{CANARY[:30]}", 0]]',
        own["session"][:-40],
    ]

    def dismissed() -> None:
        expect(alert).to_be_visible()
        assert alert.locator("img, script").count() == 0
        page.get_by_role("button", name="Close this message").click()
        expect(alert).to_be_hidden()
        assert pad.call("pad => pad.config") == before

    for text in (f"gp1-{CANARY}", "gp1-" + own["link"][10:], "gp99-AAAA"):
        page.evaluate("hash => { location.hash = hash; }", text)
        dismissed()
    for text in hostile:
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        page.get_by_label("Data", exact=True).focus()
        page.keyboard.press("Control+V")
        dismissed()
        page.get_by_role("button", name="Share and save").click()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Open a file…").click()
        chooser.value.set_files({"name": f"{CANARY}.json", "mimeType": "text/html", "buffer": text.encode()})
        dismissed()


# Asks the worker beside the page's own requests.
ASK = """([id, method, params]) => new Promise(resolve => {
    const worker = window.workers[0];
    worker.addEventListener("message", function hear({ data }) {
        if (data.id !== id) return;
        worker.removeEventListener("message", hear);
        resolve({ ...data, result: data.result && { applied: data.result.applied === true, text: data.result.text } });
    });
    worker.postMessage({ id, session: "stranger", method, params });
})"""
SOURCE = f"() => ({ASK})([1_999_999, 'source', {{ module: 'activations' }}]).then(({{ result }}) => result.text)"
MESSAGES = """async seed => {
    const worker = window.workers[0];
    let state = seed;
    const chance = n => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor(state / 2 ** 32 * n);
    };
    const deep = n => { let value = 1; for (let i = 0; i < n; i += 1) value = [value]; return value; };
    const values = () => [null, 0, -1, NaN, 1e308, "", "x", "__class__", {}, [], [[]], deep(40), deep(900),
        new Map(), new Uint8Array(9), { __proto__: null, a: 1 }, 10n, { budget_ms: 1, max_steps: -5 },
        { config: deep(40) }, { content: "[".repeat(1e4) }, { text: "{" }, { points: [[1e400, "x"]] },
        { module: "os", text: "import js" }];
    const methods = ["reset", "update", "validate", "train", "predict", "set_weights", "export", "open_weights",
        "open_session", "inspect", "describe", "__init__", "__class__", "_enter", "destroy", "toJs", "constructor", "",
        "close", null, 7, {}];
    const pick = list => list[chance(list.length)];
    const answers = new Map();
    const listen = ({ data }) => { if (typeof data?.id === "number" && data.id >= 1e6) answers.set(data.id, data); };
    worker.addEventListener("message", listen);
    for (const odd of [null, 7, "boot", [], true]) worker.postMessage(odd);
    for (let i = 0; i < 1000; i += 1) {
        const names = ["config", "points", "weights", "content", "text", "format", "example", "__proto__"];
        const some = { [pick(names)]: pick(values()), [pick(names)]: pick(values()) };
        const params = chance(3) === 0 ? pick(values()) : some;
        const session = pick(["stranger", "other", "", null]);
        worker.postMessage({ id: 1e6 + i, session, method: pick(methods), params });
    }
    const next = () => new Promise(resolve => worker.addEventListener("message", resolve, { once: true }));
    while (answers.size < 1000) await next();
    worker.removeEventListener("message", listen);
    const all = [...answers.values()];
    return {
        fatal: all.filter(({ fatal }) => fatal).map(({ failure }) => failure.message),
        silent: all.filter(({ failure }) => failure && !(failure.message?.length > 5)),
        refused: all.filter(({ failure }) => failure).length,
    };
}"""


def test_the_worker_outlives_messages_of_any_shape(pad: Any) -> None:
    weights = pad.call("pad => pad.snapshot.weights")
    found = pad.page.evaluate(MESSAGES, SEED)
    print(f"{found['refused']} of 1000 messages refused")
    assert found["fatal"] == []
    assert found["silent"] == []
    assert found["refused"] > 700
    assert pad.call("pad => pad.snapshot.weights") == weights
    pad.call("pad => pad.train({ epochs: 2 })")


def test_the_page_outlives_answers_of_any_shape(pad: Any) -> None:
    pad.page.evaluate(
        """() => {
            const odd = [null, undefined, 7, "x", [], {}, { id: 1 }, { id: -1, result: {} }, { id: "0", failure: {} },
                { id: NaN, failure: { message: "<img src=x onerror='window.canary=1'>" } }, { progres: 1 }];
            for (const data of odd) window.workers[0].dispatchEvent(new MessageEvent("message", { data }));
        }"""
    )
    pad.call("pad => pad.train({ epochs: 2 })")
