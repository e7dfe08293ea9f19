// The page's sense of time: the next frame when it is seen, a slower beat when it is hidden.

const HIDDEN_MS = 250;

/** @returns {Promise<void>} resolves with the next frame, or after a quarter of a second where none is painted */
export function nextFrame() {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      resolve();
    };
    const timer = setTimeout(done, HIDDEN_MS);
    const frame = requestAnimationFrame(done);
  });
}

export const isHidden = () => document.hidden;
