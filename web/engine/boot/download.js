// Fetching a large file as a stream that counts its bytes, notices when nothing comes, and tries again.

/**
 * @typedef {object} DownloadOptions
 * @property {number} bytes size that the file must have in the end
 * @property {(received: number) => void} onBytes called with the bytes received so far
 * @property {(message: string) => void} onRetry called with the reason, in words, before each new attempt
 * @property {typeof fetch} [fetch]
 * @property {boolean} [anew] past every cache, from the start
 * @property {number} [attempts] how often to try in all
 * @property {number} [stallMs] give an attempt up when no byte has come for this long
 * @property {number} [delayMs] wait before the second attempt; doubled before each later one
 */

/** Thrown when a part could not be had; the message says which and why. */
export class DownloadError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "DownloadError";
  }
}

/**
 * One attempt: feeds `push` every byte after the first `skip`, and returns how many came in all.
 * (A range request would save bytes, but means something else once a host compresses what it sends.)
 * @param {string} url
 * @param {typeof fetch} get
 * @param {RequestCache} cache
 * @param {number} skip
 * @param {number} stallMs
 * @param {(chunk: Uint8Array<ArrayBuffer>) => void} push
 */
async function attempt(url, get, cache, skip, stallMs, push) {
  const abort = new AbortController();
  let stalled = false;
  const arm = () =>
    setTimeout(() => {
      stalled = true;
      abort.abort();
    }, stallMs);
  let timer = arm();
  try {
    const response = await get(url, { signal: abort.signal, cache });
    if (!response.ok)
      throw new DownloadError(`the server answered ${response.status} ${response.statusText}`.trim());
    if (!response.body) throw new DownloadError("the server sent nothing");
    const reader = response.body.getReader();
    let received = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return received;
      clearTimeout(timer);
      timer = arm();
      const fresh = value.subarray(Math.min(Math.max(skip - received, 0), value.length));
      received += value.length;
      if (fresh.length > 0) push(/** @type {Uint8Array<ArrayBuffer>} */ (fresh));
    }
  } catch (error) {
    if (stalled) throw new DownloadError(`nothing came for ${Math.round(stallMs / 1000)} seconds`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Starts the download at once and returns a stream of the file's bytes. What has been received before a failure
 * is kept: a further attempt only adds what is missing.
 * @param {string} url
 * @param {DownloadOptions} options
 * @returns {{ stream: ReadableStream<Uint8Array<ArrayBuffer>>, done: Promise<void> }}
 */
export function download(url, options) {
  const { bytes, onBytes, onRetry, anew = false, attempts = 4, stallMs = 20_000, delayMs = 500 } = options;
  const get = options.fetch ?? fetch;
  const name = new URL(url, "http://localhost/").pathname.split("/").pop() ?? url;
  /** @type {ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>} */
  let controller;
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */
  const stream = new ReadableStream({
    start(c) {
      controller = c;
    },
  });
  let delivered = 0;
  const push = (/** @type {Uint8Array<ArrayBuffer>} */ chunk) => {
    delivered += chunk.length;
    if (delivered > bytes) throw new DownloadError(`it is longer than the ${bytes} bytes it should have`);
    controller.enqueue(chunk);
    onBytes(delivered);
  };

  async function run() {
    for (let tried = 1; ; tried++) {
      let reason;
      try {
        // What was cut short in a cache would be cut short again.
        const cache = anew || tried > 1 ? "reload" : "default";
        const received = await attempt(url, get, cache, delivered, stallMs, push);
        if (received === bytes) return controller.close();
        reason = `it broke off after ${received} of ${bytes} bytes`;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
      if (tried === attempts || delivered > bytes) {
        const failure = new DownloadError(`${name} could not be downloaded: ${reason}.`);
        controller.error(failure);
        throw failure;
      }
      onRetry(`${name}: ${reason}. Trying again (${tried + 1} of ${attempts}).`);
      await new Promise((resolve) => setTimeout(resolve, delayMs * 2 ** (tried - 1)));
    }
  }
  return { stream, done: run() };
}
