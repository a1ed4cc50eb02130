import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Peers, each made in a temporary folder: the reference's C++ (facebook/ThreatExchange, pdq/cpp, BSD-3), built out of
// a tree that is given, and the Python package pdqhash (which compiles an older copy of it), installed by pip.

export type Luma = { values: Uint8Array; width: number; height: number };

/** The hash as the peer prints it. */
export type PeerHash = { hex: string; quality: number };

export type Peer = {
  /** Its hashes, and the processor seconds that one pass over all of them took. */
  hash(lumas: readonly Luma[], repeats?: number): { hashes: PeerHash[]; seconds: number };
  remove(): void;
};

/** Its own build flags. Source: pdq/cpp/Makefile. */
const FLAGS = ['-std=c++11', '-O3'];
const SOURCES = [
  'common/pdqhashtypes.cpp',
  'common/pdqhamming.cpp',
  'hashing/pdqhashing.cpp',
  'hashing/torben.cpp',
  'downscaling/downscaling.cpp',
];

const INSTALL_MS = 180_000;

/** The reference's C++, or in words why there is none. */
export function openReference(tree: string | undefined): Peer | string {
  if (tree === undefined) return 'skipped: --reference=PATH names no tree of facebook/ThreatExchange';
  const sources = SOURCES.map((source) => path.join(tree, 'pdq/cpp', source)).filter(existsSync);
  if (sources.length === 0) return 'skipped: the tree of --reference holds no pdq/cpp';
  return openPeer((folder) => {
    const driver = path.join(folder, 'driver');
    const own = path.join(import.meta.dirname, 'pdq-reference.cpp');
    run('g++', [...FLAGS, `-I${tree}`, '-o', driver, own, ...sources]);
    return [driver];
  });
}

/** The reference's program for files: the eight hashes of a picture, or undefined where it cannot decode one. */
export type PhotoHasher = { hashTurned(file: string): string[] | undefined; remove(): void };

/** Built with the system's libjpeg and libpng, or in words why it is not. */
export function openPhotoHasher(tree: string): PhotoHasher | string {
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-pdq-'));
  const program = path.join(folder, 'photo-hasher');
  const sources = [
    ...SOURCES,
    'common/pdqutils.cpp',
    'io/hashio.cpp',
    'io/pdqio.cpp',
    'bin/pdq-photo-hasher.cpp',
  ];
  const remove = () => rmSync(folder, { recursive: true });
  try {
    const found = sources.map((source) => path.join(tree, 'pdq/cpp', source)).filter(existsSync);
    const decoders = ['-Dcimg_use_jpeg', '-Dcimg_use_png', '-w'];
    const includes = [`-I${tree}`, `-I${path.join(tree, 'pdq/cpp')}`];
    run('g++', [...FLAGS, ...decoders, ...includes, '-o', program, ...found, '-ljpeg', '-lpng', '-lpthread']);
  } catch (cause) {
    remove();
    return `skipped: it cannot be made here (${(cause as Error).message})`;
  }
  return {
    hashTurned(file) {
      const { status, stdout } = spawnSync(program, ['--pdqdih', file], { encoding: 'utf8' });
      if (status !== 0) return undefined;
      return stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 64));
    },
    remove,
  };
}

/** pdqhash in an environment of its own, or in words why there is none. */
export function openPdqhash(): Peer | string {
  return openPeer((folder) => {
    run('python3', ['-m', 'venv', folder]);
    run(path.join(folder, 'bin/pip'), ['install', '--quiet', 'pdqhash==0.2.8', 'numpy']);
    return [path.join(folder, 'bin/python'), path.join(import.meta.dirname, 'pdq-pdqhash.py')];
  });
}

function openPeer(prepare: (folder: string) => string[]): Peer | string {
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-pdq-'));
  const remove = () => rmSync(folder, { recursive: true });
  try {
    return { hash: hashWith(prepare(folder), folder), remove };
  } catch (cause) {
    remove();
    return `skipped: it cannot be made here (${(cause as Error).message})`;
  }
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: INSTALL_MS,
  });
  if (status === 0) return stdout;
  throw new Error(`${path.basename(command)}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
}

function hashWith([command, ...args]: string[], folder: string): Peer['hash'] {
  return (lumas, repeats = 0) => {
    const file = path.join(folder, 'lumas');
    writeFileSync(file, Buffer.concat(lumas.map(recordOf)));
    const lines = run(command!, [...args, file, String(repeats)])
      .trimEnd()
      .split('\n');
    return { seconds: Number(lines.pop()), hashes: lines.map(readLine) };
  };
}

function recordOf({ values, width, height }: Luma): Buffer {
  return Buffer.concat([new Uint8Array(Uint32Array.of(width, height).buffer), values]);
}

function readLine(line: string): PeerHash {
  const [hex, quality] = line.split(',') as [string, string];
  return { hex, quality: Number(quality) };
}
