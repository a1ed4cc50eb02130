// Pure recognition of content by its hash: PDQ, frame lists of videos, the exact index within a radius.
// Promised: exact answers, the same on every machine; content is read in memory and kept nowhere; knows no database.
export {
  compareVideos,
  type VideoComparison,
  type VideoOptions,
  type WayToMatch,
} from './frames/compare-videos.ts';
export { type FrameHash, readFrameList } from './frames/frame-list.ts';
export {
  type Found,
  HASH_BYTES,
  type HashIndex,
  type IndexStatus,
  LARGEST_RADIUS,
  MATCH_RADIUS,
  type PdqHash,
  type SearchMethod,
} from './hash-index.ts';
export {
  type HashLines,
  LINE_REFUSALS,
  type LineRefusal,
  labelOf,
  readHashLines,
} from './hash-lines/read-hash-lines.ts';
export { type HashIndexOptions, openHashIndex } from './index/open-hash-index.ts';
export { scanIndex } from './index/scan-index.ts';
export type { Turn } from './pdq/dihedral.ts';
export { hashEveryPage, hashPicture, hashPictureTurned } from './pdq/hash-picture.ts';
export { hashLuma } from './pdq/hash-pixels.ts';
export { type HashedPicture, LEAST_QUALITY, parsePdq, pdqDistance, pdqHex } from './pdq/pdq-hash.ts';
