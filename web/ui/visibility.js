// Whether a figure is in view, and whether it has been touched.

/**
 * @param {Element} element @param {(seen: boolean) => void} onSight called whenever that changes
 * @param {string} [margin] how far from the view counts as in it
 * @returns {() => void} stops watching
 */
export function watchVisibility(element, onSight, margin = "0px") {
  let seen = false;
  const observer = new IntersectionObserver(
    (entries) => {
      const now = entries[entries.length - 1].isIntersecting;
      if (now !== seen) onSight(now);
      seen = now;
    },
    { rootMargin: margin },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

const TOUCHES = ["pointerdown", "keydown", "focusin", "dragenter"];

/** @param {EventTarget} element @param {() => void} onTouch called once */
export function watchTouch(element, onTouch) {
  const controller = new AbortController();
  const { signal } = controller;
  const touched = () => {
    controller.abort();
    onTouch();
  };
  for (const name of TOUCHES)
    element.addEventListener(name, touched, { signal, capture: true, passive: true });
  return () => controller.abort();
}
