import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Luma, openPhotoHasher, openReference } from '../bench/peers/pdq-peers.ts';
import { numberOption, type RunOptions, type TrialResult } from '../checks/named-runs.ts';
import {
  compareVideos,
  type FrameHash,
  hashLuma,
  hashPicture,
  hashPictureTurned,
  parsePdq,
  pdqDistance,
  pdqHex,
  readFrameList,
} from '../src/hashing/index.ts';
import { PATTERNS, paintLuma } from '../src/hashing/pdq/test-pictures.ts';

export const title =
  'PDQ and vPDQ against a tree of facebook/ThreatExchange: its C++ on generated pictures, its published hashes of its own pictures, its lists of frames (--reference=TREE, --pictures=500, --videos=8)';

/** Of the reference's own implementations, how far two may be apart on one picture. Source: its issue 929. */
const PUBLISHED_MAY_DIFFER_BY = 10;
const SEED = 20261122;

type Part = { held: boolean; facts: Record<string, string> };

export async function run(options: RunOptions): Promise<TrialResult> {
  const tree = options['reference'];
  if (tree === undefined)
    return { held: true, facts: { skipped: '--reference=PATH names no tree of facebook/ThreatExchange' } };
  const parts = [
    againstProgram(tree, numberOption(options, 'pictures', 500)),
    await againstPhotoHasher(tree),
    await againstPublished(tree),
    againstEveryPair(tree, numberOption(options, 'videos', 8)),
  ];
  return {
    held: parts.every(({ held }) => held),
    facts: Object.assign({}, ...parts.map(({ facts }) => facts)),
  };
}

/** Bit for bit, hash and quality, on pictures of every size and pattern. */
function againstProgram(tree: string, pictures: number): Part {
  const reference = openReference(tree);
  if (typeof reference === 'string') return { held: true, facts: { 'its C++': reference } };
  try {
    const random = randomNumbers(SEED);
    const lumas = Array.from({ length: pictures }, (_, at) => anyPicture(random, at));
    const { hashes } = reference.hash(lumas);
    const same = lumas.filter(({ values, width, height }, at) => {
      const { hash, quality } = hashLuma(values, width, height);
      return pdqHex(hash) === hashes[at]!.hex && quality === hashes[at]!.quality;
    });
    return {
      held: same.length === pictures,
      facts: { 'its C++': `${same.length} of ${pictures} identical` },
    };
  } finally {
    reference.remove();
  }
}

function anyPicture(random: (below: number) => number, at: number): Luma {
  const [width, height] = [5 + random(508), 5 + random(508)];
  return { values: paintLuma(PATTERNS[at % PATTERNS.length]!, width, height, at), width, height };
}

/** All eight hashes of each of its pictures, JPEG and PNG, against its own program for files. */
async function againstPhotoHasher(tree: string): Promise<Part> {
  const hasher = openPhotoHasher(tree);
  if (typeof hasher === 'string') return { held: true, facts: { 'its program for files': hasher } };
  try {
    const folder = path.join(tree, 'pdq/data');
    const tally = { same: 0, other: 0, undecodedThere: 0 };
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:jpg|png)$/.test(name)) continue;
      const theirs = hasher.hashTurned(path.join(folder, name));
      const { turned } = await hashPictureTurned(readFileSync(path.join(folder, name)));
      if (!theirs) tally.undecodedThere += 1;
      else if (Object.values(turned).map(pdqHex).join() === theirs.join()) tally.same += 1;
      else tally.other += 1;
    }
    const said = `${tally.same} pictures identical in all eight hashes, ${tally.other} not, ${tally.undecodedThere} it cannot decode`;
    return { held: tally.same > 0 && tally.other === 0, facts: { 'its program for files': said } };
  } finally {
    hasher.remove();
  }
}

/** Its table of hashes was made by one of its implementations, with another decoder of JPEG. */
async function againstPublished(tree: string): Promise<Part> {
  const table = readFileSync(path.join(tree, 'pdq/wasm/test/TestData/PDQMD5TestData.csv'), 'utf8');
  const rows = [...table.matchAll(/data\/([\w/-]+\.(?:jpg|png)),([0-9a-f]{64})/g)];
  const distances: number[] = [];
  for (const [, name, hex] of rows) {
    const encoded = readIfThere(path.join(tree, 'pdq/data', name!));
    if (encoded) distances.push(pdqDistance((await hashPicture(encoded)).hash, parsePdq(hex!)!));
  }
  const same = distances.filter((distance) => distance === 0).length;
  const furthest = Math.max(...distances);
  return {
    held: distances.length > 0 && furthest <= PUBLISHED_MAY_DIFFER_BY,
    facts: { 'its pictures': `${same} of ${distances.length} identical, the furthest ${furthest} bits away` },
  };
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Counted as its README describes it, every pair of unique frames, with big integers. */
function againstEveryPair(tree: string, videos: number): Part {
  const folder = path.join(tree, 'vpdq/sample-hashes');
  const lists = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFrameList(readFileSync(path.join(folder, name), 'utf8')));
  const random = randomNumbers(SEED);
  let same = 0;
  for (let i = 0; i < videos; i += 1) {
    const [query, known] = [lists[random(lists.length)]!, lists[random(lists.length)]!];
    const compared = compareVideos(query, known);
    const ours = [
      compared.query.found,
      compared.query.compared,
      compared.known.found,
      compared.known.compared,
    ];
    const slow = [...countSlowly(query, known), ...countSlowly(known, query)];
    if (ours.join() === slow.join()) same += 1;
  }
  return {
    held: same === videos,
    facts: { 'its lists of frames': `${lists.length} read; ${same} of ${videos} pairs counted the same` },
  };
}

function countSlowly(
  bag: readonly FrameHash[],
  among: readonly FrameHash[],
): [found: number, compared: number] {
  const own = clearFrames(bag);
  const others = clearFrames(among);
  return [own.filter((a) => others.some((b) => onesOf(a ^ b) <= 31)).length, own.length];
}

function clearFrames(frames: readonly FrameHash[]): bigint[] {
  const clear = frames.filter(({ quality }) => quality >= 50);
  return [...new Set(clear.map(({ hash }) => BigInt(`0x${pdqHex(hash)}`)))];
}

function onesOf(value: bigint): number {
  return value.toString(2).replaceAll('0', '').length;
}

/** Whole numbers below a bound. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
