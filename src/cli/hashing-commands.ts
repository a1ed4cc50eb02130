import { availableParallelism } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  compareVideos,
  type FrameHash,
  type HashedPicture,
  hashEveryPage,
  hashPicture,
  hashPictureTurned,
  pdqHex,
  readFrameList,
  type VideoComparison,
} from '../hashing/index.ts';
import { Problem } from '../shared/problem.ts';
import { EXIT, type Progress, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';

type HashOptions = { allFrames?: boolean; dihedral?: boolean; onProgress: Progress };
type Hash = { frame?: number; turned?: string; hash: string; quality: number };
type Hashed = { file: string; hashes: Hash[]; problem?: ReturnType<Problem['toJSON']> };

/** Decoding runs on the four threads that Node keeps for such work; more files at once would only take memory. */
const FILES_AT_ONCE = Math.min(4, availableParallelism());
const STANDARD_INPUT = '-';

/** Chosen: a day of video at 25 frames a second; a film that was named by mistake is longer. */
const LONGEST_LIST_BYTES = 200_000_000;

/** `everydot hash FILE…`: in the order given; what cannot be read does not stop the others. */
export async function hashCommand(files: readonly string[], options: HashOptions): Promise<Result> {
  const hashed: Hashed[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let at = next++; at < files.length; at = next++) {
      hashed[at] = await hashFile(files[at]!, options);
      done += 1;
      options.onProgress('Hashing', done, files.length);
    }
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
  return {
    json: { files: hashed },
    // The name of a file is somebody else's: nothing of it may steer a terminal or look like another line.
    lines: hashed.flatMap(describeHashed).map((line) => line.replace(/\p{Cc}/gu, ' ')),
    exitCode: hashed.some(({ problem }) => problem) ? EXIT.refused : EXIT.done,
  };
}

async function hashFile(file: string, options: HashOptions): Promise<Hashed> {
  try {
    return { file, hashes: await hashesOf(await readInput(file), options) };
  } catch (failure) {
    if (failure instanceof Problem) return { file, hashes: [], problem: failure.toJSON() };
    throw failure;
  }
}

async function readInput(file: string): Promise<Uint8Array> {
  return file === STANDARD_INPUT ? buffer(process.stdin) : readFileNamed(file);
}

async function hashesOf(encoded: Uint8Array, { allFrames, dihedral }: HashOptions): Promise<Hash[]> {
  if (dihedral) {
    const { turned, quality } = await hashPictureTurned(encoded);
    return Object.entries(turned).map(([turn, hash]) => ({ turned: turn, hash: pdqHex(hash), quality }));
  }
  if (!allFrames) return [inHex(await hashPicture(encoded))];
  return (await hashEveryPage(encoded)).map((page, frame) => ({ frame, ...inHex(page) }));
}

function inHex({ hash, quality }: HashedPicture): { hash: string; quality: number } {
  return { hash: pdqHex(hash), quality };
}

function describeHashed({ file, hashes, problem }: Hashed): string[] {
  if (problem) return [`${problem.code}: ${problem.detail}  ${file}`];
  return hashes.map(({ hash, quality, frame, turned }) => {
    const which = turned ?? (frame === undefined ? [] : `frame ${frame}`);
    return [hash, String(quality).padStart(3), which, file].flat().join('  ');
  });
}

type VideoMatchOptions = {
  radius: number;
  quality: number;
  leastQueryPercent?: number;
  leastKnownPercent?: number;
};

/** `everydot video-match QUERY KNOWN`. */
export async function videoMatchCommand(
  query: string,
  known: string,
  { quality: leastQuality, ...options }: VideoMatchOptions,
): Promise<Result> {
  const comparison = compareVideos(await readFrames(query), await readFrames(known), {
    leastQuality,
    ...options,
  });
  return {
    json: comparison,
    lines: describeComparison(comparison),
    exitCode: comparison.isMatch === null ? EXIT.refused : EXIT.done,
  };
}

async function readFrames(file: string): Promise<FrameHash[]> {
  try {
    const encoded = await readInput(file);
    if (encoded.length > LONGEST_LIST_BYTES)
      throw new Problem('hashing.frame-list-invalid', { detail: 'more than 200 MB' });
    return readFrameList(Buffer.from(encoded).toString('utf8'));
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'hashing.frame-list-invalid') throw problem;
    throw new Problem(problem.code, {
      detail: `${path.basename(file)}: ${problem.message.split(': ').slice(1).join(': ')}`,
      faults: problem.faults,
      cause: problem,
    });
  }
}

function describeComparison({
  query,
  known,
  isMatch,
  ways,
  asked,
  ...percentages
}: VideoComparison): string[] {
  const { percentOfQueryFoundInKnown, percentOfKnownFoundInQuery } = percentages;
  if (isMatch === null || percentOfQueryFoundInKnown === null || percentOfKnownFoundInQuery === null)
    return [
      `Cannot be told: of the query's ${query.frames} frames ${query.compared} have the quality that is needed, of the known video's ${known.frames} frames ${known.compared}.`,
    ];
  return [
    `${percentOfQueryFoundInKnown.toFixed(2)} % of the query's ${query.compared} different frames are in the known video (${query.found})`,
    `${percentOfKnownFoundInQuery.toFixed(2)} % of the known video's ${known.compared} different frames are in the query (${known.found})`,
    `frames of quality ${asked.leastQuality} or more are the same if ${asked.radius} bits or fewer differ`,
    isMatch ? `MATCH: ${ways.join(', ')}` : 'no match',
  ];
}
