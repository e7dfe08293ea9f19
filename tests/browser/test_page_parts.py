"""The other parts of the page: run bar, examples, network, output, curve, settings, and how it all fits the screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.sketching import button


@pytest.fixture
def page(pad):
    """The site's page."""
    return pad.page


def test_train_becomes_pause_and_the_epochs_count(pad):
    page = pad.page
    button(page, "Train").click()
    expect(button(page, "Pause")).to_be_visible()
    expect(page.locator(".counts")).to_have_text(re.compile(r"Epoch\s+[1-9]"))
    button(page, "Pause").click()
    expect(button(page, "Train")).to_be_visible()
    pad.wait_for("pad => pad.shadowRoot.querySelector('gp-workbench').state.phase === 'idle'")
    epoch = pad.call("pad => pad.snapshot.epoch")
    expect(page.locator(".counts")).to_have_text(re.compile(rf"Epoch\s+{epoch:,}\b"))


PLACES = """async (pad, [epoch, step]) => {
  const bar = inside('gp-run-bar');
  bar.snapshot = { ...bar.snapshot, epoch, step };
  const said = epoch.toLocaleString('en');
  while (bar.querySelector('.counts b').textContent !== said) await new Promise(requestAnimationFrame);
  const shown = [...bar.querySelectorAll('.counts b')].filter((number) => number.checkVisibility());
  return {
    over: bar.scrollWidth - bar.clientWidth,
    texts: shown.map((number) => number.textContent),
    cut: shown.map((number) => number.scrollWidth > number.clientWidth),
    places: [...bar.querySelectorAll('.bar *')].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return [x, y, width, height];
    }),
  };
}"""


@pytest.mark.parametrize("width", [1440, 960, 390])
def test_millions_of_epochs_and_steps_are_whole_and_move_nothing(pad, width):
    pad.page.set_viewport_size({"width": width, "height": 800})
    first = pad.call(PLACES, [0, 0])
    for epoch, step in ((999_999, 999_999), (1_234_567, 8_888_888), (123_456_789, 888_888_888)):
        now = pad.call(PLACES, [epoch, step])
        assert now["texts"] == [f"{epoch:,}", f"{step:,}"][: 2 if width > 1000 else 1]
        assert not any(now["cut"]), now["texts"]
        assert now["places"] == first["places"]
        assert now["over"] <= 0


def test_step_makes_one_update_and_reset_goes_back_to_the_same_start(pad):
    page = pad.page
    start = pad.call("pad => pad.snapshot.weights")
    button(page, "Step").click()
    pad.wait_for("pad => pad.snapshot.step === 1")
    assert pad.call("pad => pad.snapshot.weights") != start
    button(page, "Reset").click()
    pad.wait_for("pad => pad.snapshot.step === 0")
    assert pad.call("pad => pad.snapshot.weights") == start


def test_an_example_is_chosen_by_its_picture(page, pad):
    button(page, "Spiral").click()
    assert pad.call("pad => pad.config.data.kind") == "spiral"
    assert button(page, "Spiral").get_attribute("aria-pressed") == "true"
    assert button(page, "Circle").get_attribute("aria-pressed") == "false"


def test_there_is_a_picture_for_every_data_set_of_the_engine(page, pad):
    names = pad.call(
        "pad => pad.shadowRoot.querySelector('gp-workbench').state.description.registries.datasets.map(d => d.label)"
    )
    shown = page.get_by_role("group", name="Examples").get_by_role("button")
    assert shown.evaluate_all("all => all.map(each => each.ariaLabel)") == names


def test_layers_and_units_are_added_and_removed(page, pad):
    def units():
        return pad.call("pad => pad.config.network.layers.map(layer => layer.units)")

    before = units()
    button(page, "Add a layer").click()
    button(page, "Add a unit to layer 1").click()
    assert units() == [before[0] + 1, *before[1:], before[-1]]
    button(page, "Remove a unit from layer 2").click()
    for _ in range(len(units())):
        button(page, "Remove a layer").click()
    assert units() == []
    assert button(page, "Remove a layer").is_disabled()
    for _ in range(6):
        button(page, "Add a layer").click()
    assert button(page, "Add a layer").is_disabled()
    button(page, "Undo").click()
    assert len(units()) == 5


def test_a_layer_of_one_unit_keeps_it(page):
    remove = button(page, "Remove a unit from layer 2")
    while remove.is_enabled():
        remove.click()
    assert page.get_by_role("button", name=re.compile(r"^Unit \d+ of layer 2$")).count() == 1


def test_each_layer_has_its_own_activation_but_none_that_is_for_outputs(page, pad):
    menu = page.get_by_label("Activation of layer 2", exact=True)
    menu.select_option("relu")
    activations = pad.call("pad => pad.config.network.layers.map(layer => layer.activation)")
    assert activations == ["tanh", "relu"]
    assert "softmax" not in menu.locator("option").evaluate_all("all => all.map(each => each.value)")


def test_only_inputs_that_are_on_are_shown_and_others_are_added_from_a_list(page, pad):
    inputs = page.locator("gp-network .input")
    expect(inputs).to_have_count(2)
    button(page, "Add an input").click()
    listed = page.get_by_role("dialog", name="Inputs")
    listed.get_by_label("sin x₁", exact=True).check()
    listed.get_by_label("x₁²", exact=True).check()
    assert pad.call("pad => pad.config.features") == ["x1", "x2", "x1_squared", "sin_x1"]
    expect(inputs).to_have_count(4)
    listed.get_by_label("x₁", exact=True).uncheck()
    page.get_by_role("heading", name="Loss").click()
    expect(listed).to_be_hidden()
    assert pad.call("pad => pad.config.features") == ["x2", "x1_squared", "sin_x1"]
    button(page, "Undo").click()
    expect(inputs).to_have_count(4)
    pad.wait_for("pad => pad.snapshot.weights[0].W.length === 4")


def test_inputs_are_added_and_taken_away_with_the_keys_and_the_last_one_stays(page, pad):
    add = button(page, "Add an input")
    listed = page.get_by_role("dialog", name="Inputs")
    add.focus()
    page.keyboard.press("Enter")
    expect(listed.get_by_label("x₁²", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(add).to_be_focused()
    assert pad.call("pad => pad.config.features") == ["x1", "x2", "x1_squared"]
    button(page, "Input x₁").focus()
    page.keyboard.press("Delete")
    assert pad.call("pad => pad.config.features") == ["x2", "x1_squared"]
    expect(add).to_be_focused()
    button(page, "Input x₁²").click()
    button(page, "Take it away").click()
    assert pad.call("pad => pad.config.features") == ["x2"]
    button(page, "Input x₂").click()
    assert button(page, "Take it away").is_disabled()
    page.keyboard.press("Delete")
    add.click()
    expect(listed.get_by_label("x₂", exact=True)).to_be_disabled()
    assert pad.call("pad => pad.config.features") == ["x2"]


@pytest.mark.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
def test_a_finger_adds_an_input_and_takes_it_away(pad):
    page = pad.page
    add = button(page, "Add an input")
    add.scroll_into_view_if_needed()
    add.tap()
    listed = page.get_by_role("dialog", name="Inputs")
    box = listed.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 844
    listed.get_by_label("r", exact=True).tap()
    listed.get_by_role("button", name="Close").tap()
    expect(listed).to_be_hidden()
    assert pad.call("pad => pad.config.features") == ["x1", "x2", "radius"]
    button(page, "Input r").tap()
    button(page, "Take it away").tap()
    assert pad.call("pad => pad.config.features") == ["x1", "x2"]


def test_a_function_of_x_is_offered_no_input_that_needs_the_other_coordinate(page, pad):
    pad.put({"data": {"kind": "curve", "points": [[-3, 1], [3, -1]], "train_share": 1}, "features": ["x1"],
             "network": {"output": "identity"}})  # fmt: skip
    button(page, "Add an input").click()
    listed = page.get_by_role("dialog", name="Inputs").get_by_role("checkbox")
    names = listed.evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    assert names == ["x₁", "x₁²", "sin x₁", "cos x₁"]


def test_settings_that_few_need_are_folded_and_those_in_force_are_named(page, pad):
    fold = page.get_by_text("More settings", exact=True)
    dropout = page.get_by_label("Dropout", exact=True)
    expect(fold).to_be_visible()
    expect(dropout).to_be_hidden()
    expect(page.locator(".part-settings .changed")).to_have_count(0)
    fold.click()
    dropout.fill("0.25")
    dropout.press("Enter")
    assert pad.call("pad => pad.config.training.dropout") == 0.25
    fold.click()
    expect(dropout).to_be_hidden()
    expect(page.locator(".part-settings summary")).to_contain_text("Dropout 0.25")


def test_pointing_at_a_unit_shows_its_map_its_bias_and_its_weights(pad):
    page = pad.page
    unit = page.get_by_role("button", name="Unit 2 of layer 1", exact=True)
    unit.hover()
    expect(page.get_by_role("img", name="What Unit 2 of layer 1 responds to")).to_be_visible()
    expect(page.locator(".part-output .lead")).to_have_text("Unit 2 of layer 1")
    layer = pad.call("pad => pad.snapshot.weights[0]")
    shown = page.locator(".weights input").evaluate_all("all => all.map(each => each.value)")
    expected = [layer["b"][1], *(row[1] for row in layer["W"])]
    assert shown == [f"{value:+.2f}".replace("-", "−") for value in expected]
    page.get_by_role("heading", name="Loss").hover()
    expect(page.locator(".part-output .lead")).to_have_text("Point to ask.")


def test_pointing_at_a_link_shows_its_weight(pad):
    page = pad.page
    box = page.locator("gp-network .stage").bounding_box()
    # Half way along, a link is half way between its ends.
    link = page.locator("gp-network").evaluate(
        "net => net.edges.find(({ layer, from, to }) => layer === 1 && from + to === 0)"
    )
    page.mouse.move(box["x"] + (link["x1"] + link["x2"]) / 2, box["y"] + (link["y1"] + link["y2"]) / 2)
    weight = pad.call("pad => pad.snapshot.weights[1].W[0][0]")
    expect(page.locator(".inspector h3")).to_have_text("Weight from unit 1 to unit 1 of layer 2")
    shown = page.get_by_role("spinbutton", name="weight from unit 1 to unit 1 of layer 2")
    expect(shown).to_have_value(f"{weight:+.2f}".replace("-", "−"))


def test_units_are_reached_and_walked_with_the_keys_and_a_weight_is_typed(pad):
    page = pad.page
    page.get_by_role("button", name="Unit 1 of layer 1", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    heading = page.locator(".inspector h3")
    expect(heading).to_have_text("Unit 2 of layer 2")
    bias = page.locator(".weights input").first
    bias.fill("0.75")
    bias.press("Enter")
    pad.wait_for("pad => pad.snapshot.weights[1].b[1] === 0.75")


def test_a_wrong_number_is_refused_beside_its_field_and_changes_nothing(page, pad):
    rate = page.get_by_label("Learning rate", exact=True)
    rate.fill("-1")
    rate.press("Enter")
    expect(page.get_by_text("Learning rate is a number greater than 0")).to_be_visible()
    assert rate.get_attribute("aria-invalid") == "true"
    assert pad.call("pad => pad.config.training.learning_rate") == 0.03
    expect(rate).to_have_value("0.03")
    expect(page.get_by_text("“-1” is not; it stays 0.03.")).to_be_visible()
    rate.fill("0,1")
    rate.press("Enter")
    assert pad.call("pad => pad.config.training.learning_rate") == 0.1
    expect(page.get_by_text("Learning rate is a number")).to_have_count(0)


def test_one_pull_at_a_slider_is_one_step_of_undo(page, pad):
    slider = page.get_by_label("Learning rate, slider", exact=True)
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"], middle, steps=12)
    page.mouse.up()
    assert pad.call("pad => pad.config.training.learning_rate") == 10
    button(page, "Undo").click()
    assert pad.call("pad => pad.config.training.learning_rate") == 0.03


def test_fields_that_only_some_choices_use_are_shown_with_them(page):
    assert page.get_by_label("Momentum", exact=True).count() == 0
    page.get_by_label("Optimizer", exact=True).select_option("momentum")
    expect(page.get_by_label("Momentum", exact=True)).to_be_visible()


def test_every_term_explains_itself_on_hover_on_focus_and_to_a_screen_reader(page):
    page.get_by_text("Batch size", exact=True).hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("How many examples are looked at")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.get_by_label("Noise", exact=True).focus()
    described = page.get_by_label("Noise", exact=True).evaluate(
        "input => input.getRootNode().getElementById(input.getAttribute('aria-describedby')).textContent"
    )
    assert described.startswith("How far points stray")


def test_the_output_in_two_halves_and_without_test_points(pad):
    page = pad.page
    colours = """canvas => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
    }"""
    of_map = (
        f"({colours})(document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench')"
        ".shadowRoot.querySelector('gp-plane canvas.map'))"
    )
    page.wait_for_function(f"() => {of_map} > 10")  # the canvas is there before its first painting
    page.get_by_label("Two halves").check()
    page.wait_for_function(f"() => {of_map} <= 2")
    assert pad.call("pad => pad.config.view.discretize") is True


def test_the_curve_is_read_with_the_mouse(pad):
    page = pad.page
    pad.call("pad => pad.train({ epochs: 50 })")
    chart = page.get_by_role("slider", name="Loss over time")
    expect(chart).to_have_attribute("aria-valuetext", re.compile("^Epoch 50: loss"))
    chart.hover()
    expect(page.locator(".timeline .lead")).to_have_text(re.compile(r"^epoch \d+$"))
    page.get_by_label("Log scale").check()
    assert pad.call("pad => pad.config.view.log_loss") is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_system_at_once(page, scheme):
    shown = """() => {
        const bench = document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench');
        const channels = colour => colour.match(/\\d+/g).slice(0, 3).map(Number);
        return { page: channels(getComputedStyle(bench).backgroundColor), canvases: channels(bench.theme.line.paper) };
    }"""
    for each in (scheme, "light" if scheme == "dark" else "dark", scheme):
        page.emulate_media(color_scheme=each)
        page.wait_for_function(
            f"() => {{ const {{ page, canvases }} = ({shown})(); return page + '' === canvases + ''; }}"
        )
        assert (sum(page.evaluate(shown)["page"]) < 200) == (each == "dark")


WIDTHS = [360, 390, 720, 820, 1024, 1280, 1440, 1920, 2560]


def test_nothing_is_wider_than_the_screen_or_laid_over_another_part(page):
    button(page, "Add a layer").click()
    measure = """() => {
        const root = document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench').shadowRoot;
        const parts = [...root.querySelectorAll('.parts > section')].map(part => part.getBoundingClientRect());
        const over = parts.some((a, i) => parts.some((b, k) => k > i
            && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
        const out = [...root.querySelectorAll('button, input, select, .plane, .chart, p, h2, h3')]
            .filter(each => !each.closest('.net, .drawer-tabs, .hidden, [role="tooltip"]'))
            .filter(each => each.getClientRects().length > 0)
            .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
            .map(each => each.outerHTML.slice(0, 80));
        return { over, out, scrolls: document.documentElement.scrollWidth > innerWidth };
    }"""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(measure)
    assert found == {width: {"over": False, "out": [], "scrolls": False} for width in WIDTHS}


@pytest.mark.parametrize("size", [(1440, 900), (1366, 625), (1280, 720), (1024, 768), (820, 1180)])
def test_all_is_seen_at_once(page, size):
    """Data, units, output, accuracy and loss, without scrolling."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    measure = """() => {
        const root = document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench').shadowRoot;
        const end = root.querySelector('.drawer-tabs').getBoundingClientRect().top;
        const wanted = {
            data: 'gp-sketchpad .plane', units: '.net .unit[data-unit]:not([data-unit^="0-"])',
            output: 'gp-plane .plane', accuracy: 'gp-accuracy .metrics', loss: '.part-loss .chart',
        };
        const seen = Object.fromEntries(Object.entries(wanted).map(([name, selector]) => {
            const boxes = [...root.querySelectorAll(selector)].map(each => each.getBoundingClientRect());
            return [name, boxes.length > 0 && boxes.every(({ top, bottom }) => top >= 0 && bottom <= end + 1)];
        }));
        const [data, output] = [wanted.data, wanted.output].map(each => root.querySelector(each).clientWidth);
        return { ...seen, largest: output >= data };
    }"""
    seen = page.evaluate(measure)
    assert seen == dict.fromkeys(seen, True)


def test_a_message_covers_no_button_of_the_drawer_wherever_the_page_is_scrolled_to(pad):
    page = pad.page
    page.evaluate("location.hash = '#gp1-damaged'")
    expect(page.get_by_text("This link is damaged")).to_be_visible()
    measure = """end => {
        scrollTo(0, end ? document.documentElement.scrollHeight : 0);
        const root = document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench').shadowRoot;
        const note = root.querySelector('.note').getBoundingClientRect();
        const bar = root.querySelector('.drawer-tabs').getBoundingClientRect();
        return { note: note.top >= 0 && note.bottom <= innerHeight, free: note.bottom <= bar.top };
    }"""
    for width, height in [(360, 740), (820, 1180), (1440, 900)]:
        page.set_viewport_size({"width": width, "height": height})
        for end in (False, True):
            assert page.evaluate(measure, end) == {"note": True, "free": True}, f"{width} wide, end: {end}"


def test_nothing_jumps_while_numbers_change(pad):
    page = pad.page
    where = """() => {
        const root = document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench').shadowRoot;
        return [...root.querySelectorAll('section, .plane, .chart, button, .field, .metrics, .counts')]
            .map(each => { const box = each.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; });
    }"""
    button(page, "Train").click()
    pad.wait_for("pad => pad.snapshot.epoch >= 2")
    page.mouse.move(1, 1)
    before = page.evaluate(where)
    pad.wait_for("pad => pad.snapshot.epoch >= 120")
    assert page.evaluate(where) == before


def test_on_paper_words_are_dark_and_nothing_is_there_to_be_pressed(pad):
    page = pad.page
    page.emulate_media(color_scheme="dark")
    page.evaluate("""() => {
        const ink = () => getComputedStyle(inside("gp-sketchpad")).color.match(/\\d+/g).slice(0, 3).map(Number);
        window.inks = { screen: ink() };
        addEventListener("beforeprint", () => { inks.paper = ink(); }, { once: true });
        addEventListener("afterprint", () => { inks.after = ink(); }, { once: true });
    }""")
    assert page.pdf().startswith(b"%PDF")
    inks = page.evaluate("inks")
    assert max(inks["paper"]) < 60 < min(inks["screen"])
    assert inks["after"] == inks["screen"]
    expect(button(page, "Train")).to_be_visible()
    page.emulate_media(media="print")
    expect(button(page, "Train")).to_be_hidden()
    expect(page.get_by_label("Data", exact=True)).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.context(reduced_motion="reduce")
def test_with_reduced_motion_nothing_flows(pad):
    page = pad.page
    button(page, "Train").click()
    pad.wait_for("pad => pad.snapshot.epoch >= 3")
    dashes = pad.call("""pad => new Promise(resolve => {
        const { setLineDash } = CanvasRenderingContext2D.prototype;
        let dashed = 0;
        const root = document.querySelector('grad-pad').shadowRoot.querySelector('gp-workbench').shadowRoot;
        const links = root.querySelector('canvas.edges');
        CanvasRenderingContext2D.prototype.setLineDash = function (dash) {
            if (this.canvas === links && dash.length > 0) dashed += 1;
            setLineDash.call(this, dash);
        };
        let left = 20;  // pictures of a network that learns, each of which would let its lines flow on
        pad.addEventListener("gradpad-snapshot", async function count() {
            await new Promise(requestAnimationFrame);
            left -= 1;
            if (left !== 0) return;
            pad.removeEventListener("gradpad-snapshot", count);
            CanvasRenderingContext2D.prototype.setLineDash = setLineDash;
            resolve(dashed);
        });
    })""")
    assert dashes == 0


def test_the_menu_of_activations_shows_formula_and_curve(pad):
    """They come from the engine's description, so that an activation added there is explained here by itself."""
    page = pad.page
    page.get_by_label("Activation of layer 1").hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("Squeezes any number smoothly between -1 and 1.")
    expect(tip.locator("math")).to_be_visible()
    expect(tip.get_by_role("img", name="The curve of tanh, its slope dashed")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("Activation of layer 1").select_option("relu")
    page.get_by_label("Activation of layer 2").hover()
    page.get_by_label("Activation of layer 1").hover()
    expect(tip).to_contain_text("Lets positive numbers through")
    expect(tip.get_by_role("img", name="The curve of ReLU, its slope dashed")).to_be_visible()
