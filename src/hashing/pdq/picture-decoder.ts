import { Problem } from '../../shared/problem.ts';

/** The functions of sharp. */
type Decoder = typeof import('sharp')['default'];

/** Loaded when the first picture comes: whoever only compares hashes needs no decoder. */
export async function pictureDecoder(): Promise<Decoder> {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    throw new Problem('hashing.decoder-missing', {
      detail: 'sharp is not installed for this machine',
      cause,
    });
  }
}
