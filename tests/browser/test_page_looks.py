"""More to see on the output: contour lines, and a ring around each mistake."""

import pytest
from playwright.sync_api import expect

WORKBENCH = "pad.shadowRoot.querySelector('gp-workbench')"
LINES = """pad => {
  const canvas = pad.shadowRoot.querySelector('gp-workbench').shadowRoot.querySelector('gp-plane canvas.lines');
  if (canvas.hidden) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 60).length;
}"""
# The rings are the only thing of this strength in the page's ink on the upper canvas.
OVER = """pad => {
  const plane = pad.shadowRoot.querySelector('gp-workbench').shadowRoot.querySelector('gp-plane');
  const canvas = plane.querySelector('canvas.over');
  const [r, g, b] = plane.theme.line.ink.match(/\\d+/g).map(Number);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) count += 1;
  return count;
}"""
RIGHT = f"""pad => {{
  const {{ snapshot, polled, data }} = {WORKBENCH}.state;
  if (!polled?.outputs || polled.data !== data) return false;
  const wrong = [...polled.outputs].filter((out, i) => !data.is_test[i] && (out > 0 ? 1 : 0) !== data.labels[i]).length;
  const all = data.is_test.filter((test) => !test).length;
  return Math.abs(1 - wrong / all - snapshot.accuracy) < 1e-9;
}}"""


def toggle(visit, name):
    return visit.page.get_by_role("checkbox", name=name, exact=True)


def test_contour_lines_follow_training_and_can_be_switched_off(pad):
    assert pad.call(LINES) == 0
    toggle(pad, "Contour lines").check()
    pad.wait_for(f"pad => ({LINES})(pad) > 200")
    assert pad.call("pad => pad.config.view.contours") is True
    assert pad.call("pad => pad.snapshot.step") == 0
    pad.call("pad => pad.train({ epochs: 60 })")
    pad.wait_for(f"pad => ({LINES})(pad) > 800")
    toggle(pad, "Contour lines").uncheck()
    pad.wait_for(f"pad => ({LINES})(pad) === 0")


def test_on_paper_nothing_is_cut_off(pad):
    """A4 upright, as the browser lays it out: the output unit is there, and one sheet is enough."""
    page = pad.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1047})
    unit = page.locator("gp-network [data-unit]").last
    unit.wait_for()
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    box = unit.bounding_box()
    assert box["x"] + box["width"] <= 718
    net = page.locator("gp-network .net")
    assert net.evaluate("net => net.scrollWidth - net.clientWidth") == 0
    sheets = page.pdf(format="A4", print_background=True).count(b"/Type /Page\n")
    page.emulate_media(media="screen")
    assert sheets == 1


def test_many_classes_have_lines_between_them(pad):
    pad.page.get_by_label("Experiment", exact=True).select_option("four_classes")
    toggle(pad, "Contour lines").check()
    pad.wait_for("pad => pad.snapshot.weights.at(-1).b.length === 4")
    pad.call("pad => pad.train({ epochs: 20 })")
    pad.wait_for(f"pad => ({LINES})(pad) > 400")


def test_every_mistake_is_ringed_and_a_network_that_makes_none_has_no_rings(pad):
    toggle(pad, "Mistakes").check()
    pad.wait_for(RIGHT)
    pad.wait_for(f"pad => ({OVER})(pad) > 500")
    pad.call("pad => pad.train({ epochs: 200 })")
    pad.wait_for("pad => pad.snapshot.accuracy === 1 && pad.snapshot.test_accuracy === 1")
    pad.wait_for(RIGHT)
    pad.wait_for(f"pad => ({OVER})(pad) === 0")


def test_while_training_the_engine_is_asked_at_most_four_times_a_second_and_otherwise_never(pad):
    asked = f"""pad => {{
      const bench = {WORKBENCH};
      if (bench.state.polled && bench.state.polled !== pad.seen) {{
        pad.seen = bench.state.polled;
        (pad.times ??= []).push(performance.now());
      }}
      return pad.times?.length ?? 0;
    }}"""
    pad.page.get_by_role("button", name="Train", exact=True).click()
    pad.wait_for("pad => pad.snapshot.epoch > 20")
    assert pad.call(asked) == 0
    toggle(pad, "Mistakes").check()
    pad.wait_for(f"pad => ({asked})(pad) >= 6")
    times = pad.call("pad => pad.times")
    assert (times[-1] - times[0]) / (len(times) - 1) > 225
    pad.page.get_by_role("button", name="Pause", exact=True).click()
    pad.wait_for(f"pad => {WORKBENCH}.state.phase === 'idle'")
    pad.wait_for(RIGHT)


@pytest.mark.context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
def test_values_have_no_mistakes_and_the_switches_fit_on_a_small_phone(pad):
    assert pad.page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(toggle(pad, "Mistakes")).to_be_visible()
    pad.page.get_by_label("Experiment", exact=True).select_option("bumps")
    expect(toggle(pad, "Mistakes")).to_have_count(0)
    expect(toggle(pad, "Contour lines")).to_be_visible()
