// Keeping the site in this browser: begun once the figure works, so that nothing is downloaded twice.

import { savesData } from "../config/saves-data.js";
import { Erase } from "./erase.js";
import { UpdatePrompt } from "./update-prompt.js";

/** A page that stays open for days hears of a new version when it is looked at again. */
const LOOK_EVERY_MS = 3_600_000;

/**
 * Calls `tell` when a newer version lies ready; that takes over when what `tell` is given is called.
 * @param {ServiceWorkerRegistration} registration @param {(load: () => void) => void} tell
 */
function watch(registration, tell) {
  const ready = () => {
    const { waiting } = registration;
    if (!waiting || !navigator.serviceWorker.controller) return;
    tell(() => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      (registration.waiting ?? waiting).postMessage("take over");
    });
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", ready);
  });
  ready();
  let looked = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || performance.now() - looked < LOOK_EVERY_MS) return;
    looked = performance.now();
    registration.update().catch(() => {}); // no network: another time
  });
}

/**
 * For every page of the site. In a frame that forbids storage, or by plain http, there is no copy; where the visitor
 * saves data none is begun, and one that is there already stays as it is.
 */
export async function keepOffline() {
  const { serviceWorker } = navigator;
  if (__SINGLE_FILE__ || !serviceWorker) return;
  // Python may sleep until somebody wants it: that is waited for, and not hastened.
  if (document.querySelector("grad-pad")) {
    await new Promise((resolve) => document.addEventListener("gradpad-ready", resolve, { once: true }));
  }
  if (Erase.done || (savesData() && !(await serviceWorker.getRegistration()))) return;
  const registration = await serviceWorker.register("./sw.js", { updateViaCache: "none" });
  const prompt = new UpdatePrompt();
  document.body.append(prompt);
  watch(registration, (load) => prompt.tell(load));
  const { active } = await serviceWorker.ready;
  if (!savesData()) active?.postMessage("look after the copy");
}
