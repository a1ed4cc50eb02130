import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  closeHashList,
  createHashList,
  type ImportResult,
  importHashList,
  readHashList,
  readHashLists,
  readListImport,
} from '../flow/index.ts';
import {
  type ListImport,
  type Meaning,
  REJECTIONS,
  type RejectionCode,
  type Scheme,
} from '../matching/index.ts';
import { Problem } from '../shared/problem.ts';
import { EXIT, INSTALLER, type Opened, type Progress, type Result } from './command.ts';
import { tableLines } from './table.ts';

type CreateOptions = {
  name: string;
  holder: string;
  meaning: string;
  scheme: string;
  country?: string;
  own?: boolean;
  handling?: string;
  contact?: string;
};

/** `everydot hash-list create CODE`. */
export async function createListCommand(
  { store }: Opened,
  code: string,
  options: CreateOptions,
): Promise<Result> {
  const list = await createHashList(store, INSTALLER, {
    code,
    name: options.name,
    holder: options.holder,
    meaning: options.meaning as Meaning,
    scheme: options.scheme as Scheme,
    country: options.country ?? null,
    own: options.own ?? false,
    handling: options.handling ?? null,
    contact: options.contact ?? null,
  });
  return { json: list, lines: [`${list.code} registered.`] };
}

/** `everydot hash-list list`. */
export async function listListsCommand({ store }: Opened): Promise<Result> {
  const { lists, waiting } = await readHashLists(store, INSTALLER);
  const body = lists.map((list) => [
    list.code,
    list.holder,
    list.closedAt ? 'closed' : list.meaning,
    list.scheme,
    list.entries,
    list.imports,
    list.openDisputes,
  ]);
  const heads = ['code', 'holder', 'meaning', 'scheme', 'entries', 'imports', 'disputes'];
  return { json: { lists, waiting }, lines: tableLines(heads, body) };
}

/** `everydot hash-list show CODE`. */
export async function showListCommand({ store }: Opened, code: string): Promise<Result> {
  const page = await readHashList(store, INSTALLER, code);
  const { list, line, imports, releases, grants, disputes } = page;
  const body = imports.map((made) => [
    made.id,
    made.format,
    made.startedAt.toISOString().slice(0, 16),
    outcomeOf(made),
    made.counts.added ?? 0,
    made.counts.updated ?? 0,
    made.counts.withdrawn ?? 0,
    made.counts.notTaken ?? 0,
  ]);
  const heads = ['import', 'format', 'begun', 'state', 'added', 'updated', 'withdrawn', 'not taken'];
  return {
    json: page,
    lines: [
      `${list.name}, of ${list.holder}: ${line.entries} entries, ${disputes.waiting} open disputes.`,
      ...(imports.length > 0 ? tableLines(heads, body) : []),
      ...releases.map(
        ({ manifest }) => `Release ${manifest.number}, ${manifest.madeAt}: ${manifest.entries} entries.`,
      ),
      ...grants.map(({ sourceId }) => `Granted to ${sourceId}.`),
    ],
  };
}

function outcomeOf({ finishedAt, failedWith }: ListImport): string {
  if (failedWith !== null) return failedWith;
  return finishedAt ? 'done' : 'not finished';
}

type ImportOptions = {
  list: string;
  country?: string;
  unclassified?: boolean;
  categories?: string;
  kind?: string;
  again?: boolean;
  onProgress: Progress;
};

/** `everydot hash-list import FILE --list CODE`: bad entries are left out and counted, the rest is taken. */
export async function importListCommand(
  { store }: Opened,
  file: string,
  options: ImportOptions,
): Promise<Result> {
  await ensureFile(file);
  ensureValues(options);
  const result = await importHashList(store, INSTALLER, {
    list: options.list,
    open: () => createReadStream(file),
    options: {
      country: options.country,
      unclassified: options.unclassified,
      categories: options.categories?.split(',').map((category) => category.trim()),
      kind: options.kind,
    },
    again: options.again ?? false,
    onProgress: (done, total) => options.onProgress('Importing', done, total),
  });
  const { added = 0, updated = 0, unchanged = 0, withdrawn = 0, notTaken = 0 } = result.counts;
  const isAllRefused = notTaken > 0 && added + updated + unchanged + withdrawn === 0;
  return { json: result, lines: linesOf(result), exitCode: isAllRefused ? EXIT.refused : EXIT.done };
}

async function ensureFile(file: string): Promise<void> {
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) throw new Problem('command.file-unreadable', { detail: path.basename(file) });
}

function ensureValues({ country, kind }: ImportOptions): void {
  if (country !== undefined && !/^[A-Z]{2}$/.test(country))
    throw new Problem('command.unknown-value', { detail: 'country is two capital letters' });
  if (kind !== undefined && !['sha256', 'pdq', 'md5', 'sha1'].includes(kind))
    throw new Problem('command.unknown-value', { detail: 'kind is sha256, pdq, md5 or sha1' });
}

function linesOf({ importId, format, isRepeated, country, counts, cursor }: ImportResult): string[] {
  if (isRepeated) return [`This very file was taken in before, by import ${importId}. Nothing was done.`];
  const { added = 0, updated = 0, unchanged = 0, withdrawn = 0, notTaken = 0 } = counts;
  return [
    `Import ${importId} (${format}${country ? `, categories of ${country}` : ''}):`,
    `${added} added, ${updated} updated, ${unchanged} unchanged, ${withdrawn} withdrawn, ${notTaken} not taken.`,
    ...countLines('Hashes', counts.values),
    ...countLines('Hashes not compared here', counts.otherKinds),
    ...countLines('Classifications', counts.classifications),
    ...rejectionLines(counts.rejections ?? {}),
    ...(counts.rejections?.['entry.classification-without-country']
      ? ['Say --country, or --unclassified to take these without their category.']
      : []),
    ...(counts.opinions ? [`${counts.opinions} opinions.`] : []),
    ...(cursor ? ['The holder has further pages; the place is kept with the import.'] : []),
  ];
}

function countLines(what: string, counts: Record<string, number> = {}): string[] {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length > 0 ? [`${what}: ${parts.join(', ')}.`] : [];
}

function rejectionLines(rejections: Partial<Record<RejectionCode, number>>): string[] {
  return (Object.keys(rejections) as RejectionCode[]).map(
    (code) => `  ${rejections[code]} x ${REJECTIONS[code].label} (${code})`,
  );
}

/** `everydot hash-list rejections IMPORT`: places and codes, never what stands there. */
export async function rejectionsCommand(
  { store }: Opened,
  id: string,
  { limit }: { limit: number },
): Promise<Result> {
  const { made, rejections } = await readListImport(store, INSTALLER, { id, limit });
  const body = rejections.map(({ entry, line, code }) => [entry, line ?? '', code]);
  return {
    json: { import: made, rejections },
    lines: [...rejectionLines(made.counts.rejections ?? {}), ...tableLines(['entry', 'line', 'code'], body)],
  };
}

/** `everydot hash-list close CODE`. */
export async function closeListCommand({ store }: Opened, code: string): Promise<Result> {
  const isFirst = await closeHashList(store, INSTALLER, code);
  return { json: { closed: code, isFirst }, lines: [isFirst ? 'Closed.' : 'It was closed before.'] };
}
