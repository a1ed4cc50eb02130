// The decoder draws what is left of a picture that a GIF was cut in, and says nothing of it: its hash would be another's.
// Blocks, their first bytes and lengths are those of the GIF89a specification.

const HEAD_BYTES = 13;
const TABLE_FLAGS_AT = 10;
const PICTURE_HEAD_BYTES = 10;
const [PICTURE, EXTENSION] = [0x2c, 0x21];

/** Whether a GIF ends within a picture. A missing end mark alone cuts nothing off, and what is no block is left to the decoder. */
export function isGifCutShort(bytes: Uint8Array): boolean {
  let at = HEAD_BYTES + tableBytes(bytes[TABLE_FLAGS_AT] ?? 0);
  for (;;) {
    if (bytes[at] === EXTENSION) at = afterParts(bytes, at + 2);
    // The head of a picture ends with its flags; a byte on the size of its codes follows its own table.
    else if (bytes[at] === PICTURE)
      at = afterParts(
        bytes,
        at + PICTURE_HEAD_BYTES + tableBytes(bytes[at + PICTURE_HEAD_BYTES - 1] ?? 0) + 1,
      );
    else return at > bytes.length;
  }
}

/** A table of colours, three bytes each, if the flags say that there is one. */
function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Behind parts of up to 255 bytes, each of which begins with its length; the last has none. Past the end if that is missing. */
function afterParts(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}
