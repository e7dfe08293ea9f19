// The figure in a notebook's cell: the tag of any other page, whose configuration and numbers the notebook's Python has.

/** Milliseconds between two messages of numbers while it trains. */
const EVERY_MS = 200;

/** Plain lists and numbers, as JSON has them. @param {unknown} value */
const plain = (value) =>
  JSON.parse(JSON.stringify(value, (_, each) => (ArrayBuffer.isView(each) ? Array.from(each) : each)));

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** With its keys in order, at every depth. @param {any} value */
const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (Object(value) !== value) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
};

/** Where the site can't be reached: what it would show, as a picture, and why. @param {any} model @param {HTMLElement} el */
function apologise(model, el) {
  const picture = document.createElement("img");
  picture.src = model.get("_picture");
  picture.alt = "The plane of this figure";
  picture.style.maxWidth = "100%";
  const words = document.createElement("p");
  words.textContent = `The figure can't be used here, because its page at ${model.get("_site")} does not answer. It does while the notebook's Python runs on this machine; gradpad.Pad(site="…") names another address.`;
  el.replaceChildren(...(picture.src.startsWith("data:") ? [picture] : []), words);
}

/** @param {{ model: any, el: HTMLElement, signal?: AbortSignal }} view */
async function render({ model, el }) {
  const site = model.get("_site").replace(/\/?$/, "/");
  try {
    await import(/* @vite-ignore */ `${site}embed.js`);
  } catch {
    apologise(model, el);
    return;
  }
  const pad = /** @type {any} */ (document.createElement("grad-pad"));
  for (const [name, text] of Object.entries(model.get("_attributes"))) pad.setAttribute(name, text);

  const tell = () => {
    const { curve, ...numbers } = pad.snapshot ?? {};
    if (curve) model.set("snapshot", plain(numbers));
    model.save_changes();
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  pad.addEventListener("gradpad-snapshot", () => {
    due ??= setTimeout(() => {
      due = undefined;
      tell();
    }, EVERY_MS);
  });
  pad.addEventListener("gradpad-change", () => {
    if (same(pad.config, model.get("config"))) return;
    model.set("config", plain(pad.config));
    model.save_changes();
  });
  const follow = () => {
    const config = model.get("config");
    if (Object.keys(config).length > 0 && !same(config, pad.config)) pad.config = config;
  };
  model.on("change:config", follow);
  follow();

  let last = model.get("_done");
  let turn = Promise.resolve();
  const work = () => {
    for (const [number, method, given] of model.get("_calls")) {
      if (number <= last) continue;
      last = number;
      turn = turn
        .then(() => pad[method](...given))
        .catch(() => {}) // the figure has said what was wrong
        .then(() => {
          model.set("_done", number);
          tell();
        });
    }
  };
  model.on("change:_calls", work);
  el.replaceChildren(pad);
  work();
  return () => {
    clearTimeout(due);
    model.off("change:config", follow);
    model.off("change:_calls", work);
  };
}

export default { render };
