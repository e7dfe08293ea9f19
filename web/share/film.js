// A film to take along: pictures shown one after another on a canvas, and recorded by the browser as they are.

/** What browsers record, the most common first; Safari knows MP4 alone. */
const KINDS = /** @type {const} */ ([
  ["video/webm;codecs=vp9", "webm"],
  ["video/webm", "webm"],
  ["video/mp4", "mp4"],
]);
const BITS_PER_SECOND = 2_500_000;
/** Before the first picture and after the last, so that both are seen. */
const STILL_MS = 600;

const pause = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @param {string} svg */
async function decoded(svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {readonly string[]} frames whole SVG files of one size, at least one
 * @param {number} milliseconds it takes; it is recorded as fast as it is shown
 * @returns {Promise<{ blob: Blob, ending: string }>}
 * @throws {Error} this browser records nothing
 */
export async function film(frames, milliseconds) {
  const kind = KINDS.find(([type]) => globalThis.MediaRecorder?.isTypeSupported(type));
  if (!kind) throw new Error("This browser records no films.");
  const [type, ending] = kind;
  const first = await decoded(frames[0]);
  const canvas = document.createElement("canvas");
  canvas.width = first.naturalWidth;
  canvas.height = first.naturalHeight;
  const context = canvas.getContext("2d");
  context?.drawImage(first, 0, 0);
  const recorder = new MediaRecorder(canvas.captureStream(), {
    mimeType: type,
    videoBitsPerSecond: BITS_PER_SECOND,
  });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stopped = new Promise((resolve, reject) => {
    recorder.addEventListener("stop", resolve);
    recorder.addEventListener("error", reject);
  });
  recorder.start();
  await pause(STILL_MS);
  const began = performance.now();
  for (const [place, frame] of frames.entries()) {
    const image = await decoded(frame);
    await pause(began + (milliseconds * place) / frames.length - performance.now());
    context?.drawImage(image, 0, 0);
  }
  await pause(STILL_MS);
  recorder.stop();
  await stopped;
  return { blob: new Blob(parts, { type }), ending };
}
