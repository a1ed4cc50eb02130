import {
  addReleaseItem,
  exportCommentary,
  freezeRelease,
  importCommentary,
  newRelease,
  readDraft,
  readRelease,
  readReleases,
  readTracked,
  refreshPicture,
  reviseRelease,
  stepRelease,
} from '../flow/index.ts';
import {
  RELEASE_ACTIONS,
  RELEASE_STATES,
  type ReferenceFault,
  type ReleaseAction,
  readReportPeriod,
  releaseContent,
  TEMPLATES,
  type TemplateName,
  TRACKED_STATES,
  WARNINGS,
  type Warning,
} from '../publication/index.ts';
import { Problem } from '../shared/problem.ts';
import { type Acting, EXIT, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';
import { writeFileNamed } from './write-file.ts';

/** `everydot release list`: every edition, and what is open. */
export async function listReleasesCommand({ opened, person }: Acting): Promise<Result> {
  const { releases, open } = await readReleases(opened.store, person);
  const rows = releases.map(({ slug, edition, period, state, title, publishedAt }) => [
    slug,
    String(edition),
    `${period.from} to ${period.to}`,
    RELEASE_STATES[state].label,
    publishedAt?.slice(0, 10) ?? '',
    title,
  ]);
  return {
    json: { releases, open },
    lines: [
      ...tableLines(['report', 'edition', 'period', 'state', 'published', 'title'], rows),
      '',
      `${open.length} priorities and gaps are open, ${open.filter(({ overdue }) => overdue).length} overdue`,
    ],
  };
}

type NewOptions = { title: string; period: string; summary: string; slug?: string; template: string };

/** `everydot release new`. Throws `picture.release-exists`, `picture.invalid-release`. */
export async function newReleaseCommand({ opened, person }: Acting, options: NewOptions): Promise<Result> {
  const period = readReportPeriod(options.period);
  if (!period)
    throw new Problem('command.unknown-value', {
      detail: 'a period is a year (2026), a month (2026-10) or two days (2026-04-01..2027-03-31)',
    });
  if (!Object.hasOwn(TEMPLATES, options.template))
    throw new Problem('command.unknown-value', {
      detail: `a template is ${Object.keys(TEMPLATES).join(' or ')}`,
    });
  await bringUpToDate(opened);
  const made = await newRelease(opened, person, {
    ...options,
    period,
    template: options.template as TemplateName,
  });
  return {
    json: made,
    lines: [
      `${made.slug}, edition 1: draft begun`,
      `write it on its page, or: everydot release draft ${made.slug} --out FILE`,
    ],
  };
}

/** Figures are those of now: what came in last is counted first. */
async function bringUpToDate({ store, figures }: Acting['opened']): Promise<void> {
  await refreshPicture(store);
  await figures.follow();
}

type DraftOptions = { out?: string; from?: string };

/** `everydot release draft`: the commentary as a text file, out or in; without either, what is worth a second look. */
export async function draftReleaseCommand(
  { opened, person }: Acting,
  release: string,
  { out, from }: DraftOptions,
): Promise<Result> {
  const { store } = opened;
  if (from !== undefined) {
    const file = (await readFileNamed(from)).toString('utf8');
    const read = await importCommentary(store, person, { releaseId: release, file });
    return {
      json: read,
      lines: [`${read.written.length} sections written, ${read.same.length} are as they were`],
    };
  }
  if (out !== undefined) {
    const text = await exportCommentary(store, person, release);
    await writeFileNamed(out, text);
    return { json: { file: out }, lines: [`commentary of ${release} written; bring it back with --from`] };
  }
  await bringUpToDate(opened);
  const { faults, warnings, sections } = await readDraft(opened, person, { releaseId: release });
  return {
    json: { faults, warnings, sections },
    lines: [
      ...sections.map(({ id, version, heading }) => `${id}, version ${version}: ${heading}`),
      '',
      ...(faults.length > 0 ? ['In the way of freezing:', ...faults.map(faultLine), ''] : []),
      ...(warnings.length > 0
        ? ['Worth a second look:', ...warnings.map(warningLine)]
        : ['Nothing to look at again.']),
    ],
    ...(faults.length > 0 && { exitCode: EXIT.refused }),
  };
}

function faultLine({ section, line, code, text }: ReferenceFault): string {
  return `  ${section}, line ${line}: ${code}: ${text}`;
}

function warningLine({ code, section, line, what, id }: Warning): string {
  const where = section === null ? 'the whole' : line === null ? section : `${section}, line ${line}`;
  return `  ${where}: ${WARNINGS[code].label}${[what, id].filter(Boolean).length > 0 ? ` (${[what, id].filter(Boolean).join(', ')})` : ''}`;
}

/** `everydot release freeze`. Throws `picture.release-faulty`: each fault names its section and line. */
export async function freezeReleaseCommand({ opened, person }: Acting, release: string): Promise<Result> {
  await bringUpToDate(opened);
  const { contentHash } = await freezeRelease(opened, person, release);
  return {
    json: { release, contentHash },
    lines: [
      `${release}: frozen`,
      `SHA-256 ${contentHash}`,
      'somebody else reads it and publishes it with that hash',
    ],
  };
}

/** `everydot release revise`. Throws `picture.release-note-needed`. */
export async function reviseReleaseCommand(
  { opened, person }: Acting,
  release: string,
  { note }: { note: string },
): Promise<Result> {
  const made = await reviseRelease(opened.store, person, { releaseId: release, note });
  return { json: made, lines: [`${release}: edition ${made.edition} begun as a draft`] };
}

/** `everydot release withdraw|reopen|discard`. */
export async function stepReleaseCommand(
  { opened, person }: Acting,
  { release, action, note }: { release: string; action: Exclude<ReleaseAction, 'freeze'>; note?: string },
): Promise<Result> {
  const state = await stepRelease(opened.store, person, {
    releaseId: release,
    action,
    ...(note && { note }),
  });
  return {
    json: { release, state },
    lines: [
      `${release}: ${RELEASE_ACTIONS[action].label.toLowerCase()} done, now ${RELEASE_STATES[state].label.toLowerCase()}`,
    ],
  };
}

type ItemOptions = { kind: 'priority' | 'gap'; owner: string; due: string; why: string };

/** `everydot release ask`: a priority or an intelligence gap, with its owner and day. */
export async function addItemCommand(
  { opened, person }: Acting,
  { release, what, ...options }: ItemOptions & { release: string; what: string },
): Promise<Result> {
  const { kind, owner, due, why } = options;
  const item = await addReleaseItem(opened.store, person, {
    releaseId: release,
    kind,
    what,
    why,
    owner,
    dueOn: due,
    soFar: '',
  });
  return {
    json: item,
    lines: [`${kind} added, owned by ${item.owner}, ${kind === 'gap' ? 'reviewed' : 'due'} on ${item.dueOn}`],
  };
}

/** `everydot release show`: where an edition stands, and what it says if it is frozen. */
export async function showReleaseCommand({ opened, person }: Acting, asked: string): Promise<Result> {
  const { release, steps, contentHash } = await readRelease(opened.store, person, asked);
  const { items } = await readTracked(opened.store, person, release.id);
  const isDraft = release.state === 'draft' || release.state === 'discarded';
  const frozen = isDraft ? null : await releaseContent(opened.store.db, release.id);
  return {
    json: {
      release,
      steps: steps.map((step) => ({ ...step, contentHash: step.contentHash?.toString('hex') ?? null })),
      contentHash,
      items,
      frozen,
    },
    lines: [
      `${release.title}: ${release.slug}, edition ${release.edition}, ${RELEASE_STATES[release.state].label.toLowerCase()}`,
      `${release.period.from} to ${release.period.to}`,
      ...(release.revisionNote ? [`Why there is this edition: ${release.revisionNote}`] : []),
      ...(contentHash && frozen ? [`SHA-256 ${contentHash}`] : []),
      '',
      ...steps.map(
        ({ action, by, doneAt, note }) =>
          `${doneAt.toISOString().slice(0, 16)} ${action}, ${by}${note ? `: ${note}` : ''}`,
      ),
      '',
      ...items.map(
        ({ kind, what, owner, dueOn, state, overdue }) =>
          `${kind}: ${what} (${owner}, ${dueOn}, ${overdue ? 'overdue' : TRACKED_STATES[state].label.toLowerCase()})`,
      ),
      ...(frozen?.release.sections ?? []).flatMap(({ heading, text }) => ['', `# ${heading}`, text]),
    ],
  };
}
