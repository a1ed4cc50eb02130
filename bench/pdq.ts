import sharp from 'sharp';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { hashLuma, hashPicture, pdqHex } from '../src/hashing/index.ts';
import { hashPixels } from '../src/hashing/pdq/hash-pixels.ts';
import { hashInPlainOrder } from '../src/hashing/pdq/plain-order.ts';
import { PATTERNS, paintLuma } from '../src/hashing/pdq/test-pictures.ts';
import { type Luma, openPdqhash, openReference, type Peer } from './peers/pdq-peers.ts';

export const title =
  'PDQ hashes a second of processor time, 512 x 512 pixels (--reference=TREE of facebook/ThreatExchange, --rounds=5, --peers=no)';

/** Least that is promised for each core. Source: issue "Matching at national scale". */
const PROMISED_A_SECOND = 5_000;
const SIDE = 512;
const PASSES_A_ROUND = 250;
const PLAIN_PASSES = 1;
const PEER_REPEATS = 20;

/** In rounds, each method after the other, so that a burden on the machine falls on all of them; the median counts. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const rounds = numberOption(options, 'rounds', 5);
  const lumas = PATTERNS.map((pattern) => ({
    values: paintLuma(pattern, SIDE, SIDE),
    width: SIDE,
    height: SIDE,
  }));
  const peers = {
    'reference C++': openReference(options['reference']),
    'Python pdqhash': options['peers'] === 'no' ? 'skipped: --peers=no' : openPdqhash(),
  };
  const speeds: Record<string, number[]> = {};
  const note = (name: string, hashes: number, seconds: number) => {
    speeds[name] = [...(speeds[name] ?? []), hashes / seconds];
  };
  const facts: Record<string, string> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work, passes] of methodsOver(lumas))
      note(
        name,
        passes * lumas.length,
        secondsOf(() => repeat(passes, work)),
      );
    for (const [name, peer] of Object.entries(peers)) {
      if (typeof peer === 'string') facts[name] = peer;
      else note(name, lumas.length, peer.hash(lumas, PEER_REPEATS).seconds);
    }
  }
  for (const [name, all] of Object.entries(speeds)) facts[name] = `${median(all).toFixed(0)} a second`;
  for (const [name, peer] of Object.entries(peers))
    if (typeof peer !== 'string') facts[`${name} agrees`] = agreement(peer, lumas);
  facts['decoding'] = await decodingFact();
  for (const peer of Object.values(peers)) if (typeof peer !== 'string') peer.remove();
  const kernel = median(speeds['kernel, grey']!);
  const named = Object.keys(peers).find((name) => speeds[name]);
  if (named === undefined)
    return { ratio: kernel / PROMISED_A_SECOND, ratioOf: 'kernel / 5,000 a second promised', facts };
  return { ratio: kernel / median(speeds[named]!), ratioOf: `kernel, grey / ${named}`, facts };
}

function methodsOver(lumas: readonly Luma[]): [string, () => void, number][] {
  const colours = lumas.map((luma) => ({
    ...luma,
    values: threeChannels(luma.values),
    channels: 3 as const,
  }));
  return [
    [
      'kernel, grey',
      () => lumas.forEach(({ values, width, height }) => void hashLuma(values, width, height)),
      PASSES_A_ROUND,
    ],
    ['kernel, colours', () => colours.forEach((pixels) => void hashPixels(pixels)), PASSES_A_ROUND / 2],
    [
      'plain TypeScript',
      () => lumas.forEach(({ values, width, height }) => void hashInPlainOrder(values, width, height)),
      PLAIN_PASSES,
    ],
  ];
}

function threeChannels(luma: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 3 * luma.length }, (_, at) => luma[Math.floor(at / 3)]!);
}

function repeat(times: number, work: () => void): void {
  for (let i = 0; i < times; i += 1) work();
}

/** Processor seconds of this process. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function agreement(peer: Peer, lumas: readonly Luma[]): string {
  const { hashes } = peer.hash(lumas);
  const same = lumas.filter(({ values, width, height }, at) => {
    const { hash, quality } = hashLuma(values, width, height);
    return pdqHex(hash) === hashes[at]!.hex && quality === hashes[at]!.quality;
  });
  return `${same.length} of ${lumas.length}`;
}

/** What a picture of a telephone's size costs besides: 12 million pixels. */
async function decodingFact(): Promise<string> {
  const [width, height] = [4000, 3000];
  const encoded = await sharp(paintLuma('clouds', width, height), { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .jpeg()
    .toBuffer();
  const before = process.cpuUsage();
  await hashPicture(encoded);
  const { user, system } = process.cpuUsage(before);
  return `${((user + system) / 1000).toFixed(0)} ms for a JPEG of 12 million pixels, with its hash`;
}
