import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../shared/problem.ts';
import { replaceFile } from '../journal/durable-file.ts';
import type { Bureau } from '../report/bureau.ts';
import { heldLists, type ListStatus } from './held-lists.ts';
import type { KnownContent } from './known-content.ts';
import { checkManifest, type ReleaseManifest } from './release-manifest.ts';

export type ListFollower = {
  status(): ListStatus[];
  /** Looks at the bureau for news now. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
};

export type FollowOptions = {
  follow?: readonly string[];
  files?: readonly string[];
  everySeconds?: number;
  bureau: Bureau;
  known: KnownContent;
  /** Where releases are kept, so that a restart needs no bureau. */
  folder: string;
  onTrouble(trouble: { why: string }): void;
};

/** Chosen: what a bureau lists is known here within a minute, and asking costs it one small answer. */
const EVERY_SECONDS = 60;

/** Loads the lists from their files, then follows those of the bureau. A list that is not signed right is not used. */
export async function followLists(options: FollowOptions): Promise<ListFollower> {
  const { follow = [], files = [], known, bureau, folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lists = heldLists(known);
  for (const file of files) await lists.take(await manifestBeside(file, bureau), file);
  const tags = new Map<string, string>();
  for (const code of follow) await loadKept(code);
  const refresh = async (): Promise<void> => {
    for (const code of follow) {
      await refreshOne(code).catch((cause: Error) => {
        options.onTrouble({ why: cause instanceof Problem ? cause.code : cause.name });
      });
    }
  };
  let refreshing = refresh();
  await refreshing;
  const timer = setInterval(
    () => {
      refreshing = refreshing.then(refresh);
    },
    1_000 * (options.everySeconds ?? EVERY_SECONDS),
  );
  if (follow.length === 0) clearInterval(timer);

  /** What was fetched in an earlier life, checked again. */
  async function loadKept(code: string): Promise<void> {
    const file = releaseFile(folder, code);
    try {
      await lists.take(await manifestBeside(file, bureau), file);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT')
        options.onTrouble({ why: (cause as Problem).code });
    }
  }

  async function refreshOne(code: string): Promise<void> {
    const answer = await askBureau(bureau, `/api/v1/hash-lists/${code}/releases/latest`, tags.get(code));
    if (answer.status === 304) return;
    const given: unknown = await answer.json();
    const manifest = checkManifest(given, bureau.publicKey);
    if (manifest.code !== code) throw new Problem('prevention.list-invalid', { detail: 'another list' });
    const now = lists.status().find(({ list }) => list === code)?.release ?? 0;
    // An older release, signed once, must not bring back what was withdrawn since.
    if (manifest.number < now) throw new Problem('prevention.list-invalid', { detail: 'an older release' });
    if (manifest.number > now) await fetchRelease(code, manifest, given);
    tags.set(code, answer.headers.get('etag') ?? '');
  }

  async function fetchRelease(code: string, manifest: ReleaseManifest, given: unknown): Promise<void> {
    const file = releaseFile(folder, code);
    const aside = `${file}.new`;
    const answer = await askBureau(
      bureau,
      `/api/v1/hash-lists/${code}/releases/${manifest.number}?format=json`,
    );
    await pipeline(Readable.fromWeb(answer.body! as never), createWriteStream(aside, { mode: 0o600 }));
    try {
      await lists.take(manifest, aside);
    } catch (cause) {
      await rm(aside, { force: true });
      throw cause;
    }
    await rename(aside, file);
    await replaceFile(manifestFile(file), JSON.stringify(given));
  }

  return {
    status: () => lists.status(),
    refresh() {
      refreshing = refreshing.then(refresh);
      return refreshing;
    },
    async stop() {
      clearInterval(timer);
      await refreshing;
    },
  };
}

function releaseFile(folder: string, code: string): string {
  return path.join(folder, `${code}.json`);
}

/** The manifest of a release lies beside it. */
function manifestFile(file: string): string {
  return `${file}.manifest.json`;
}

async function manifestBeside(file: string, { publicKey }: Bureau): Promise<ReleaseManifest> {
  return checkManifest(JSON.parse(await readFile(manifestFile(file), 'utf8')), publicKey);
}

const LONGEST_ANSWER_MS = 10 * 60_000;

async function askBureau(bureau: Bureau, at: string, tag?: string): Promise<Response> {
  const answer = await fetch(`${bureau.url}${at}`, {
    headers: { authorization: `Bearer ${await bureau.token()}`, ...(tag && { 'if-none-match': tag }) },
    redirect: 'error',
    signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
  });
  if (answer.ok || answer.status === 304) return answer;
  throw new Problem('prevention.bureau-refused', { detail: `${answer.status}` });
}
