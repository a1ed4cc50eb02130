import path from 'node:path';
import {
  confirmReturn,
  listReturns,
  openOriginal,
  readForceScores,
  readReturn,
  readScorecards,
  setReturnsDue,
  uploadReturn,
  withdrawReturn,
} from '../flow/index.ts';
import {
  codeOfPeriod,
  EVERY_DIMENSION,
  SCHEMES,
  schemeOf,
  totalOf,
  type WithdrawalReason,
} from '../returns/index.ts';
import { isId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { forceIn, periodIn } from './returns-input.ts';
import { mendLine, qualityOf, reportLines } from './returns-lines.ts';
import { tableLines } from './table.ts';
import { writeFileNamed } from './write-file.ts';

/** `everydot returns upload FILE`. Without --force: one table of many forces. */
export async function uploadReturnCommand(
  { opened, person }: Acting,
  file: string,
  options: { period: string; force?: string },
): Promise<Result> {
  const uploaded = await uploadReturn(opened.store, person, {
    force: options.force === undefined ? null : forceIn(options.force),
    period: periodIn(options.period),
    name: path.basename(file),
    content: await readFileNamed(file),
  });
  const page = await readReturn(opened.store, person, uploaded.id);
  return {
    json: { ...uploaded, report: page.report },
    lines: [
      uploaded.isRepeated ? `It was here already: return ${uploaded.id}.` : `Return ${uploaded.id}.`,
      ...(page.read && page.report ? reportLines(page.read, page.report, page.scheme) : []),
    ],
  };
}

/** `everydot returns confirm ID`: as it stands now. */
export async function confirmReturnCommand({ opened, person }: Acting, id: string): Promise<Result> {
  const { seen } = await readReturn(opened.store, person, known(id));
  const done = await confirmReturn(opened.store, person, { id, seen });
  const { figures, forces, findings, replaced } = done;
  return {
    json: done,
    lines: [
      `Accepted: ${figures} figures of ${forces === 1 ? 'one force' : `${forces} forces`}; ${findings} findings stay on record.`,
      ...replaced.map((one) => `It takes the place of return ${one}.`),
    ],
  };
}

/** `everydot returns list`. */
export async function listReturnsCommand(
  { opened, person }: Acting,
  options: { force?: string; period?: string },
): Promise<Result> {
  const page = await listReturns(opened.store, person, {
    ...(options.force !== undefined && { force: forceIn(options.force) }),
    ...(options.period !== undefined && { period: periodIn(options.period) }),
  });
  const body = page.lines.map(({ id, force, period, state, uploadedAt, parts }) => [
    id,
    force ?? 'many forces',
    codeOfPeriod(period),
    state,
    parts.filter((part) => part.state === 'accepted').length,
    uploadedAt.toISOString().slice(0, 16),
  ]);
  return {
    json: page,
    lines: tableLines(['return', 'force', 'period', 'state', 'counts for', 'received'], body),
  };
}

/** `everydot returns show ID`. */
export async function showReturnCommand({ opened, person }: Acting, id: string): Promise<Result> {
  const page = await readReturn(opened.store, person, known(id));
  const { head, read, report, scheme, steps, replaces } = page;
  return {
    json: page,
    lines: [
      `${head.force ?? 'A table of many forces'}, ${codeOfPeriod(head.period)}: ${head.state}.`,
      ...(read && report ? reportLines(read, report, scheme) : ['The file was erased.']),
      ...replaces.map(({ force, returnId }) => `Would take the place of ${returnId} for ${force}.`),
      ...steps.map(({ act, at, name, reason }) =>
        `${at.toISOString().slice(0, 16)} ${act} ${name ?? ''} ${reason ?? ''}`.trimEnd(),
      ),
    ],
  };
}

/** `everydot returns withdraw ID --reason CODE`. */
export async function withdrawReturnCommand(
  { opened, person }: Acting,
  id: string,
  { reason }: { reason: string },
): Promise<Result> {
  const { head } = await readReturn(opened.store, person, known(id));
  await withdrawReturn(opened.store, person, {
    id,
    revision: head.revision,
    reason: reason as WithdrawalReason,
  });
  const isErased = reason === 'holds-too-much';
  return {
    json: { withdrawn: id, reason, isErased },
    lines: [`Withdrawn: its figures no longer count${isErased ? ', and its file is erased' : ''}.`],
  };
}

/** `everydot returns original ID --purpose CODE --out FILE`. */
export async function openOriginalCommand(
  { opened, person }: Acting,
  id: string,
  { purpose, out }: { purpose: string; out: string },
): Promise<Result> {
  const sealed = await openOriginal(opened.store, person, { id: known(id), purpose });
  const { content } = sealed.open(purpose);
  await writeFileNamed(out, content);
  return { json: { return: id, bytes: content.length }, lines: [`${content.length} bytes written.`] };
}

/** `everydot returns scorecard`: all forces over one period, or one force over all. */
export async function scorecardCommand(
  { opened, person }: Acting,
  options: { period?: string; force?: string },
): Promise<Result> {
  if (options.force !== undefined) {
    const { years, ...rest } = await readForceScores(opened.store, person, forceIn(options.force));
    const body = years.map(({ period, scores }) => [codeOfPeriod(period), ...shares(scores)]);
    return {
      json: { ...rest, years: years.map((year) => ({ ...year, quality: qualityOf(year.scores) })) },
      lines: [
        ...tableLines(['period', ...EVERY_DIMENSION], body),
        ...(years[0]?.toMend ?? []).slice(0, SHOWN).map(mendLine),
      ],
    };
  }
  const { periods, shown } = await readScorecards(
    opened.store,
    person,
    options.period === undefined ? undefined : periodIn(options.period),
  );
  if (!shown) return { json: { periods, shown }, lines: ['No return has been accepted yet.'] };
  const body = shown.forces.map((force) => [
    force,
    ...shares(shown.scores.filter((score) => score.force === force)),
  ]);
  return {
    json: { periods, shown },
    lines: [
      `${codeOfPeriod(shown.period)}: ${shown.answered.length} of ${shown.forces.length} forces; due ${shown.dueOn}.`,
      ...tableLines(['force', ...EVERY_DIMENSION], body),
      'What to mend first:',
      ...shown.toMend.slice(0, SHOWN).map(mendLine),
    ],
  };
}

/** Things to mend that are printed. */
const SHOWN = 20;

function shares(scores: Parameters<typeof totalOf>[0]): string[] {
  return EVERY_DIMENSION.map((id) => {
    const { numerator, denominator } = totalOf(scores, id);
    return denominator === 0 ? '-' : `${numerator}/${denominator}`;
  });
}

/** `everydot returns due PERIOD DAY`. */
export async function setDueCommand({ opened, person }: Acting, code: string, due: string): Promise<Result> {
  await setReturnsDue(opened.store, person, { period: periodIn(code), due });
  return { json: { period: code, due }, lines: [`Returns of ${code} are due on ${due}.`] };
}

/** `everydot returns scheme`: the national scheme as it is shipped; no database. */
export function schemeCommand(options: { version?: number }): Result {
  const latest = SCHEMES.at(-1)!;
  const scheme = options.version === undefined ? latest : schemeOf(latest.id, options.version);
  if (!scheme) throw new Problem('command.unknown-value', { detail: 'there is no such version' });
  return {
    json: scheme,
    lines: [
      `${scheme.title} (${scheme.id}, version ${scheme.version}), for years from ${scheme.validFrom}.`,
      ...scheme.questions.flatMap(({ id, title, definition, by }) => [
        `${id}: ${title}. ${definition}${by.length > 0 ? ` By: ${by.join(', ')}.` : ''}`,
      ]),
      ...scheme.codeLists.map(
        ({ id, codes }) => `${id}: ${codes.map(({ code, label }) => `${code} ${label}`).join('; ')}`,
      ),
    ],
  };
}

function known(id: string): string {
  if (!isId(id)) throw new Problem('returns.unknown');
  return id;
}
