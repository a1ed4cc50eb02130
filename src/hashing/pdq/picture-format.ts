/** As sharp names them. */
export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'heif';

/**
 * The first bytes of each format; `.` stands for any. Only what photographs and screens are stored as: drawings (SVG, PDF)
 * are programs, and what they show depends on the fonts of the machine. Source: the formats' own specifications.
 */
const FIRST_BYTES: readonly [PictureFormat, string][] = [
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF8'],
  ['webp', 'RIFF....WEBP'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0'],
  ['tiff', 'MM\0+'],
  ['heif', '....ftyp'],
];

const LONGEST_START = 12;

/** What the first bytes say; the rest may still be damaged. */
export function pictureFormat(encoded: Uint8Array): PictureFormat | undefined {
  const start = Buffer.from(encoded.subarray(0, LONGEST_START)).toString('latin1');
  return FIRST_BYTES.find(([, bytes]) =>
    [...bytes].every((byte, at) => (byte === '.' ? start.length > at : start[at] === byte)),
  )?.[0];
}
