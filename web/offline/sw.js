// The service worker: answers for the site from the copy that this browser keeps, so that it works without a network.
// A page gets all of one version: its own files first, and the new version's once it is loaded again.

import { savesData } from "../config/saves-data.js";
import { eraseCopies, SiteCopy } from "./site-copy.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;

const APART = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not kept: Gradpad</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<p>There is no network, and this page is not among those that Gradpad keeps in your browser.</p>
<p><a href="${scope}">Gradpad itself and its lessons are there.</a></p></html>`;

/** @param {SiteCopy} copy */
function serve(copy) {
  worker.addEventListener("install", (event) => event.waitUntil(copy.fill(savesData())));
  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(scope)) return;
    const path = copy.pathOf(new URL(request.url));
    if (path !== null) event.respondWith(copy.answer(path, request));
    else if (request.mode === "navigate") {
      const apart = () => new Response(APART, { status: 503, headers: { "content-type": "text/html" } });
      event.respondWith(fetch(request).catch(apart));
    } else if (/\/(assets|python)\//.test(request.url)) event.respondWith(copy.answerForOlder(request));
  });

  worker.addEventListener("message", (event) => {
    if (event.data === "take over") event.waitUntil(worker.skipWaiting());
    else if (event.data === "look after the copy") event.waitUntil(lookAfter(copy));
  });
}

/** Whatever has gone missing comes back; older versions go once no page can need them. @param {SiteCopy} copy */
async function lookAfter(copy) {
  await copy.complete();
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const { installing, waiting } = worker.registration;
  if (pages.length <= 1 && !installing && !waiting) await copy.deleteOthers();
}

/** In place of the above while the site is being worked on: removes what a visit to an earlier build left behind. */
function standDown() {
  worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener("activate", (event) => {
    event.waitUntil(eraseCopies(scope).then(() => worker.registration.unregister()));
  });
}

if (__SITE__ === null) standDown();
else serve(new SiteCopy(__SITE__, scope));
