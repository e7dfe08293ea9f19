// The members of a zip archive in which nothing is compressed, as the build writes Python's packages.

const LOCAL_HEADER = 0x04034b50;

/**
 * @param {Uint8Array<ArrayBuffer>} archive
 * @returns {Generator<[name: string, content: Uint8Array<ArrayBuffer>]>} views of the archive, not copies
 */
export function* membersOf(archive) {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const decoder = new TextDecoder();
  for (let at = 0; view.getUint32(at, true) === LOCAL_HEADER; ) {
    const size = view.getUint32(at + 18, true);
    const end = at + 30 + view.getUint16(at + 26, true);
    const start = end + view.getUint16(at + 28, true);
    yield [decoder.decode(archive.subarray(at + 30, end)), archive.subarray(start, start + size)];
    at = start + size;
  }
}
