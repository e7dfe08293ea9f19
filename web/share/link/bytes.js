// Bytes one after another: written, read back with a look at every length, and spelt in letters that a link may hold.

import { damaged } from "./link-error.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** @type {Record<string, number>} */
const VALUES = Object.fromEntries([...LETTERS].map((letter, i) => [letter, i]));

export class Writer {
  /** @type {number[]} */
  bytes = [];

  /** @param {number} value 0 to 255 */
  byte(value) {
    this.bytes.push(value);
  }

  /** A whole number from 0 to 2^53 - 1, seven bits a byte. @param {number} value */
  whole(value) {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    this.byte(rest);
  }

  /** @param {number} value */
  float(value) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value, true);
    for (let i = 0; i < 8; i += 1) this.byte(view.getUint8(i));
  }

  /** Parts of `width` bits each, packed without gaps; the last byte is filled up with zeros. @param {{ value: bigint, width: number }[]} parts */
  bits(parts) {
    let kept = 0n;
    let count = 0;
    for (const { value, width } of parts) {
      kept |= value << BigInt(count);
      count += width;
      for (; count >= 8; count -= 8) {
        this.byte(Number(kept & 255n));
        kept >>= 8n;
      }
    }
    if (count > 0) this.byte(Number(kept));
  }
}

export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get left() {
    return this.bytes.length - this.at;
  }

  /** @param {number} count */
  take(count) {
    if (count > this.left) throw damaged();
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  byte() {
    return this.take(1)[0];
  }

  /** @param {number} [most] */
  whole(most = Number.MAX_SAFE_INTEGER) {
    let value = 0;
    for (let factor = 1; factor < 2 ** 56; factor *= 128) {
      const byte = this.byte();
      value += (byte % 128) * factor;
      if (byte < 128) {
        if (value > most || (byte === 0 && factor > 1)) throw damaged();
        return value;
      }
    }
    throw damaged();
  }

  float() {
    const bytes = this.take(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  }

  /** @param {number[]} widths @returns {bigint[]} */
  bits(widths) {
    const total = widths.reduce((sum, width) => sum + width, 0);
    const bytes = this.take(Math.ceil(total / 8));
    let kept = 0n;
    let count = 0;
    let at = 0;
    const values = widths.map((width) => {
      for (; count < width; count += 8) {
        kept |= BigInt(bytes[at]) << BigInt(count);
        at += 1;
      }
      const value = kept & ((1n << BigInt(width)) - 1n);
      kept >>= BigInt(width);
      count -= width;
      return value;
    });
    if (kept !== 0n) throw damaged();
    return values;
  }
}

/** @param {ArrayLike<number>} bytes @returns {string} base64 of RFC 4648, section 5, without padding */
export function toLetters(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(4, bytes.length - i + 1);
    for (let k = 0; k < letters; k += 1) text += LETTERS[(three >> (18 - 6 * k)) & 63];
  }
  return text;
}

/** @param {string} text @returns {Uint8Array} */
export function fromLetters(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let kept = 0;
  let count = 0;
  let at = 0;
  for (const letter of text) {
    const value = VALUES[letter];
    if (value === undefined) throw damaged();
    kept = ((kept << 6) | value) & 0xfff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at] = (kept >> count) & 255;
    at += 1;
  }
  // Bits that are left over are zeros, so that each text has one spelling only.
  if (text.length % 4 === 1 || (kept & ((1 << count) - 1)) !== 0) throw damaged();
  return bytes;
}

/** The check sum of ISO 3309, as in zip files. @param {Iterable<number>} bytes @returns {number} 32 bits */
export function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let k = 0; k < 8; k += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
