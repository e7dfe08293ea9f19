// Why a link can't be read, in words for the person who was given it.

export class LinkError extends Error {
  /**
   * @param {"damaged" | "newer" | "too long" | "no link" | "not valid"} reason
   * @param {string} message
   * @param {string | null} [path] the field of the configuration at fault
   */
  constructor(reason, message, path = null) {
    super(message);
    this.name = "LinkError";
    this.reason = reason;
    this.path = path;
  }
}

/** A link that has lost something on its way. */
export const damaged = () =>
  new LinkError(
    "damaged",
    "This link is damaged: a part of it is missing or has changed. Copy all of it again.",
  );
