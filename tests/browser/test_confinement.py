"""What Python that somebody typed or applied can reach: nothing that fetches, sends, keeps or starts anything."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.workers import HOLD_WORKERS

# Asks the worker's console, beside the page's own requests.
ASK = """([id, text]) => new Promise((resolve, fail) => {
    setTimeout(fail, 20_000, new Error(`no answer to ${text}`));
    const worker = window.workers.at(-1);
    worker.addEventListener("message", function hear({ data }) {
        if (data.id !== id) return;
        worker.removeEventListener("message", hear);
        resolve(data.result ?? data.failure);
    });
    worker.postMessage({ id, session: "stranger", method: "console", params: { text } });
})"""
CHAIN = """
import js
def all_names():
    owner, names = js.globalThis, set()
    for _ in range(4):  # the worker's global object, two kinds of global scope, EventTarget
        names |= set(js.Object.getOwnPropertyNames(owner))
        owner = js.Object.getPrototypeOf(owner)
    return names
"""
FORBIDDEN = [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "Worker",
    "SharedWorker",
    "importScripts",
    "caches",
    "indexedDB",
    "BroadcastChannel",
    "postMessage",
    "close",
    "eval",
    "navigator",
    "location",
    "FontFace",
    "fonts",
    "Request",
    "Response",
    "Cache",
    "Notification",
    "createImageBitmap",
    "OffscreenCanvas",
    "setImmediate",
    "reportError",
]


@pytest.fixture(scope="module", params=[True, False], ids=["without a policy", "under the site's policy"])
def python(request: pytest.FixtureRequest, visits: Any) -> Iterator[Callable[[str], Any]]:
    """Ask the console of a worker; without the policy, what was taken away has to do alone."""
    with visits(bypass_csp=request.param) as visit:
        visit.page.add_init_script(HOLD_WORKERS)
        visit.page.goto(visit.origin + "/")
        visit.ready()
        ids = iter(range(10**6, 10**7))
        yield lambda text: visit.page.evaluate(ASK, [next(ids), text])
        assert not visit.outside
        assert visit.page.evaluate("window.workers.length") == 1


def said(answer: Any) -> str:
    return str(answer.get("output") or (answer.get("error") or {}).get("traceback") or answer.get("message")).strip()


def test_python_finds_nothing_that_fetches_sends_keeps_or_starts(python: Callable[[str], Any]) -> None:
    python(CHAIN)
    assert said(python(f"import js; [name for name in {FORBIDDEN} if hasattr(js, name)]")) == "[]"
    assert said(python(f"sorted(set({FORBIDDEN}) & all_names())")) == "[]"  # nor hidden on a prototype
    assert "TextEncoder" in said(python("all_names()"))


def test_no_code_is_made_of_text(python: Callable[[str], Any]) -> None:
    python("import js, pyodide_js")
    for code in (
        "js.Function.new('return 1')",
        "js.Object.constructor.new('return 1')()",
        "js.Map.constructor('return 1')()",
        "js.eval('1')",
        "js.setTimeout('1', 0)",
        "js.setInterval('1', 0)",
        "__import__('pyodide.code').code.run_js('1')",
        "pyodide_js._api.tests.Function.new('return 1')",
        "js.importScripts('data:text/javascript,1')",
        "js.Worker.new('data:text/javascript,1')",
        "__import__('pyodide.http').http.open_url('/index.html')",
    ):
        answer = python(code)
        assert answer["error"], (code, answer)
    assert said(python("6 * 7")) == "42"
