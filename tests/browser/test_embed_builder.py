"""The button "Embed": what is ticked is what is seen and what is copied."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_the_builder_shows_the_real_thing_and_gives_the_text_for_it(pad: Visit) -> None:
    page = pad.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pad.call("pad => { pad.config = { seed: 3, data: { kind: 'gauss' }, network: { layers: [{ units: 3 }] } }; }")
    page.get_by_role("button", name="Embed", exact=True).click()
    dialog = page.get_by_role("dialog", name="Embed")
    text = dialog.get_by_label("Text to copy")
    expect(text).to_have_value(re.compile(r'show="network:diagram plane:output,measures controls:train,reset,epochs"'))
    assert '<grad-pad data="gauss" layers="3" seed="3" show=' in text.input_value()
    expect(text).to_have_value(re.compile(r'<script src="http[^"]*/embed-classic\.js" async></script>'))

    article = page.frame_locator("iframe[title='Preview of the figure']")
    figure = article.frame_locator("grad-pad iframe")
    expect(figure.get_by_role("button", name="Train")).to_be_visible()
    expect(figure.locator("gp-loss")).to_be_hidden()
    dialog.get_by_label("the loss curve").check()
    expect(figure.locator("gp-loss")).to_be_visible()
    figure.get_by_role("button", name="Train").click()
    expect(figure.locator(".counts")).to_have_text(re.compile(r"Epoch\s+[1-9]"), timeout=60_000)
    assert len([worker for worker in page.workers if worker.url.startswith("blob:")]) == 1

    for label, beginning in {
        "Frame": '<iframe src="http',
        "Markdown": "<div>\n<script",
        "MkDocs": '```grad-pad data="gauss" layers="3" seed="3" show=',
        "Sphinx": ".. grad-pad::\n   :data: gauss\n   :layers: 3\n",
        "MyST": "```{grad-pad}\n:data: gauss\n:layers: 3\n",
        "Quarto": '{{< grad-pad data="gauss" layers="3" seed="3" show=',
        "Notebook": 'import gradpad\n\ngradpad.Pad(data="gauss", layers=3, seed=3, show=',
        "Tag": "<script",
    }.items():
        dialog.get_by_role("radio", name=label, exact=True).check()
        assert text.input_value().startswith(beginning)
    dialog.get_by_role("button", name="Copy", exact=True).click()
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()
    assert "loss:curve" in text.input_value()
