import { may, type PersonActor } from '../../access/index.ts';
import type { NamedStep, OpenItem, PossibleAction, ReadDraft } from '../../flow/index.ts';
import {
  RELEASE_ACTIONS,
  type ReferenceFault,
  type ReleaseAction,
  type ReleaseHeader,
  type ReleaseState,
  type Section,
  type Warning,
} from '../../publication/index.ts';
import { isOneOf } from '../frame/forms.ts';
import type { Request } from '../frame/pages.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';
import { areaFor } from '../picture/area.ts';

const STATE_COLOURS: Record<ReleaseState, Parameters<typeof tag>[1]> = {
  draft: 'yellow',
  frozen: 'blue',
  published: 'purple',
  withdrawn: 'red',
  discarded: 'grey',
};

function stateTag(state: ReleaseState, { words }: Reader): Tag {
  return tag(words.releases.states[state], STATE_COLOURS[state]);
}

/** What every page of a report shows at its top. */
export function reportFrame(request: Request, reader: Reader, release: ReleaseHeader) {
  const { words, day } = reader;
  const here = `/releases/${release.id}`;
  const path = request.url.split('?', 1)[0];
  return {
    area: areaFor(request.visit.person!, words, request.url),
    here,
    release: {
      id: release.id,
      title: release.title,
      edition: words.releases.edition(release.edition),
      period: words.releases.fromTo(day(release.period.from), day(release.period.to)),
      state: stateTag(release.state, reader),
      isDraft: release.state === 'draft',
    },
    parts: (
      [
        ['overview', here],
        ['priorities', `${here}/priorities`],
        ['compare', `${here}/compare`],
      ] as const
    ).map(([key, href]) => ({ text: words.releases.parts[key], href, current: href === path })),
    mayWrite: mayWrite(request.visit.person!, release),
  };
}

export function mayWrite(person: PersonActor, { state }: ReleaseHeader): boolean {
  return may(person, 'write-release') && state === 'draft';
}

/** One line of a list of editions. */
export function releaseLine(release: ReleaseHeader, reader: Reader) {
  const { words, day, time } = reader;
  return {
    href: `/releases/${release.id}`,
    title: release.title,
    edition: words.releases.edition(release.edition),
    number: release.edition,
    period: words.releases.fromTo(day(release.period.from), day(release.period.to)),
    state: stateTag(release.state, reader),
    since: time(release.publishedAt ?? release.frozenAt ?? release.createdAt),
  };
}

export function openLine(item: OpenItem, { words, day }: Reader) {
  return {
    id: item.id,
    what: item.what,
    kind: words.releases.kind[item.kind],
    owner: item.owner,
    due: day(item.dueOn),
    overdue: item.overdue ? tag(words.releases.overdue, 'red') : null,
    report: item.title,
    href: `/releases/${item.slug}/priorities`,
  };
}

/** A form for each action that the reader can do now; for others, why not. */
export function actionViews(actions: readonly PossibleAction[], { words }: Reader) {
  const { releases } = words;
  return actions.map(({ action, hinders }) => ({
    action,
    text: releases.acts[action],
    lead: releases.actLeads[action],
    hindered:
      hinders === 'permission' ? releases.notYours : hinders === 'same-person' ? releases.samePerson : null,
    needsNote: action === 'revise' || RELEASE_ACTIONS[action as ReleaseAction].needsNote,
    isMain: action === 'freeze' || action === 'publish',
  }));
}

export function stepView({ action, by, doneAt, note }: NamedStep, { words, time }: Reader) {
  return { text: words.releases.did[action], by: words.releases.by(by, time(doneAt)), note };
}

type Found = { section: string | null; line: number | null; code: string };

/** Where what concerns no section is seen to. */
const PLACES: Readonly<Record<string, string>> = {
  'left-out': '/picture/emerging',
  discloses: '/picture/tables',
};

type Where = { href: string; where: string; text: string };

/** What stands in the way, and what is worth a second look, each with the way to its place. */
export function findingsOf(
  draft: Pick<ReadDraft, 'release' | 'sections' | 'faults' | 'warnings'>,
  reader: Reader,
) {
  const { releases } = reader.words;
  const here = `/releases/${draft.release.id}`;
  const place = ({ section, line, code }: Found): Omit<Where, 'text'> => {
    const own = draft.sections.find(({ id }) => id === section);
    if (!own) return { href: PLACES[code] ?? `${here}/priorities`, where: releases.whole };
    const where = line === null ? own.heading : `${own.heading}, ${releases.line(line)}`;
    return { href: `${here}/sections/${own.id}`, where };
  };
  return {
    faults: draft.faults.map((fault) => ({
      ...place(fault),
      text: faultText(fault, reader),
    })),
    warnings: draft.warnings.map((one) => ({
      ...place(one),
      text: warningText(one, reader),
    })),
  };
}

function faultText({ code, text }: ReferenceFault, { words }: Reader): string {
  return words.releases.faults[code](text);
}

function warningText({ code, what, id }: Warning, { words }: Reader): string {
  const { names } = words.signs;
  const said = isOneOf(names, what) ? names[what] : what;
  return words.releases.warningSays[code](code === 'names-somebody' ? said : what, id ?? '');
}

/** Words that a reader reads; references count as one. */
export function countWords({ text }: Pick<Section, 'text'>): number {
  return text
    .replaceAll(/\[\[[^\]]*\]\]/g, 'x')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
