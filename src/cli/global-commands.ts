import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { addRelease, dropRelease, seeGlobal } from '../flow/index.ts';
import {
  type ComparedFigure,
  combineReleases,
  DIFFERENCES,
  type GlobalAssessment,
  readPartnerRelease,
  writeAssessment,
} from '../publication/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { readPackageFiles } from './read-package-files.ts';
import { tableLines } from './table.ts';
import { writeFileNamed } from './write-file.ts';

/** `country`: for whom the packages speak, in their order. */
type CombineOptions = { out?: string; country?: string };

/** `everydot global combine PACKAGE…`: no database. Throws `picture.invalid-package`. */
export async function combineCommand(places: readonly string[], options: CombineOptions): Promise<Result> {
  const countries = options.country?.split(',').map((name) => name.trim()) ?? [];
  if (countries.length > 0 && countries.length !== places.length)
    throw new Problem('command.unknown-value', { detail: 'name as many countries as packages' });
  const releases = [];
  for (const [i, place] of places.entries()) releases.push(await readNamed(place, countries[i]));
  const assessment = combineReleases(releases);
  const written = options.out === undefined ? [] : await writeTo(options.out, assessment);
  return {
    json: { ...assessment, written },
    lines: [...assessmentLines(assessment), ...written.map((name) => `Wrote ${name}`)],
  };
}

/** A refusal says which of several packages it is about. */
async function readNamed(place: string, country: string | undefined) {
  try {
    return readPartnerRelease(await readPackageFiles(place), country);
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.code !== 'picture.invalid-package') throw failure;
    throw new Problem(failure.code, {
      detail: path.basename(place),
      faults: failure.faults.length > 0 ? failure.faults : [{ reason: failure.message }],
      cause: failure,
    });
  }
}

async function writeTo(folder: string, assessment: GlobalAssessment): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new Problem('command.file-unwritable', { detail: path.basename(folder), cause });
  }
  const files = writeAssessment(assessment, new Date());
  for (const { name, bytes } of files) await writeFileNamed(path.join(folder, name), bytes);
  return files.map(({ name }) => name);
}

function assessmentLines({ releases, figures, claims }: GlobalAssessment): string[] {
  if (releases.length === 0) return ['No release has been added yet.'];
  const shared = figures.filter(({ lines }) => lines.length > 1);
  return [
    ...releases.map(
      ({ country, publisher, title, edition }) => `${country}: ${title} ${edition} (${publisher})`,
    ),
    '',
    ...tableLines(
      ['figure', 'in', 'together', 'why not'],
      shared.map((figure) => [figure.id, figure.lines.length, sumText(figure), whyNot(figure)]),
    ),
    '',
    `${figures.length - shared.length} figures are in one release only. ${claims.length} claims, each with who said it.`,
    'A sum counts records: what one country passed on to another may be counted in both.',
  ];
}

function sumText({ sum, missing }: ComparedFigure): string {
  if (!sum) return '–';
  const without = missing.length > 0 ? `, without ${missing.join(', ')}` : '';
  return `${sum.value.toLocaleString('en-GB')} (${sum.countries.join(', ')}${without})`;
}

function whyNot({ differences }: ComparedFigure): string {
  return differences.map((one) => DIFFERENCES[one].label).join('; ');
}

/** `everydot global add PACKAGE`. Throws `picture.invalid-package`, `picture.release-known`. */
export async function addReleaseCommand(
  { opened, person }: Acting,
  file: string,
  { country }: { country?: string },
): Promise<Result> {
  const raw = await readFileNamed(file);
  const { id, release } = await addRelease(opened.store, person, {
    raw,
    ...(country === undefined ? {} : { country }),
  });
  return {
    json: { id, country: release.country, figures: release.figures.length, claims: release.claims.length },
    lines: [
      `${release.country}: ${release.figures.length} figures, ${release.claims.length} claims. Id ${id}.`,
    ],
  };
}

/** `everydot global show`: what was added, compared. */
export async function showGlobalCommand({ opened, person }: Acting): Promise<Result> {
  const { added, assessment } = await seeGlobal(opened.store, person);
  return {
    json: { added, ...assessment },
    lines: [
      ...added.map(({ id, release }) => `${id} ${release.country}`),
      '',
      ...assessmentLines(assessment),
    ],
  };
}

/** `everydot global drop ID`. Throws `picture.unknown-partner-release`. */
export async function dropReleaseCommand({ opened, person }: Acting, id: string): Promise<Result> {
  await dropRelease(opened.store, person, id);
  return { json: { id }, lines: ['It is no longer compared.'] };
}
