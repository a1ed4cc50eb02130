import {
  ESCALATIONS,
  GATES,
  HOLD_REASONS,
  HOST_CHANNELS,
  HOST_REFUSALS,
  HOST_SAYS,
  NOTICE_ACTIONS,
  NOTICE_ENDINGS,
  NOTICE_STATES,
  type NoticeState,
  PRESERVATION_WAYS,
  RELEASE_ANSWERS,
  REMOVAL_OVERRIDES,
} from '../../dissemination/index.ts';
import type { NoticePage } from '../../flow/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';

/** Names by id, for what a page says of people, units, hosts and referrals. */
export type Names = Record<'people' | 'units' | 'hosts' | 'numbers', ReadonlyMap<string, string>>;

const COLOURS: Record<NoticeState, Parameters<typeof tag>[1]> = {
  draft: 'yellow',
  ready: 'blue',
  sent: 'blue',
  acknowledged: 'blue',
  removed: 'purple',
  refused: 'red',
  'no-answer': 'red',
  escalated: 'orange',
  confirmed: 'grey',
  closed: 'grey',
  withdrawn: 'grey',
  suspended: 'orange',
};

export function stateTag(state: NoticeState, { term }: Reader): Tag {
  return tag(term(NOTICE_STATES, state), COLOURS[state]);
}

/** A notice as its page shows it. */
export function noticeView(page: NoticePage, names: Names, reader: Reader) {
  return {
    id: page.notice.id,
    reference: page.notice.reference,
    state: stateTag(page.notice.state, reader),
    summary: summaryOf(page, reader),
    gates: gateLines(page, names, reader),
    held: page.gates.held,
    items: page.items.map(({ id, referralId, evidenceId, reports }, i) => ({
      id,
      key: `${referralId}.${evidenceId}`,
      name: reader.words.removal.address(i + 1),
      reports: reader.words.removal.reports(reports),
    })),
    hiddenItems: page.hiddenItems,
    referrals: page.referrals.map(({ number }) => number),
    deliveries: page.deliveries.map((one) => deliveryLine(one, names, reader)),
    answers: page.answers.map((one) => ({
      id: one.id,
      text: reader.term(HOST_SAYS, one.says),
      reason: one.reason && reader.term(HOST_REFUSALS, one.reason),
      how: `${reader.words.removal.via[one.via]}, ${reader.time(one.at)}`,
      hasNote: one.hasNote,
    })),
    steps: page.steps.map((step) => ({
      at: reader.time(step.at),
      what: reader.term(NOTICE_ACTIONS, step.action),
      reason: step.reason ? reasonText(step.reason, reader) : '',
      by: whoText(step.by, names, reader),
    })),
  };
}

function summaryOf({ notice, host }: NoticePage, reader: Reader): { key: string; value: string }[] {
  const { words, term, time, left, now } = reader;
  const { removal } = words;
  const lines: [key: string, value: string | null][] = [
    [removal.host, host.name],
    [removal.country, host.country],
    [removal.channel, term(HOST_CHANNELS, host.channel)],
    [removal.note, host.flaggerNote],
    [removal.made, time(notice.madeAt)],
    [removal.sent, notice.sentAt ? time(notice.sentAt) : removal.notSent],
    [removal.due, notice.dueAt && `${left(notice.dueAt, now)} (${time(notice.dueAt)})`],
  ];
  return lines.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function gateLines(page: NoticePage, names: Names, reader: Reader) {
  const { words, term } = reader;
  return page.gates.gates.map(({ gate, holds, causes }) => {
    const isOverridden = causes.some(({ overridden }) => overridden);
    return {
      gate,
      label: term(GATES, gate),
      state: holds
        ? tag(isOverridden ? words.removal.overridden : words.removal.holds, isOverridden ? 'orange' : 'grey')
        : tag(words.removal.shut, 'red'),
      lines: [
        ...causes.map((cause) => causeText(cause, page, { names, reader })),
        ...(gate === 'preservation' ? preservationLines(page, reader) : []),
        ...(gate === 'release' ? releaseLines(page, names, reader) : []),
        ...page.overrides
          .filter((one) => one.gate === gate)
          .map((one) => overrideText(one, { names, reader })),
      ],
    };
  });
}

type With = { names: Names; reader: Reader };
type Cause = NoticePage['gates']['gates'][number]['causes'][number];

function causeText({ gate, key, unit }: Cause, { askedAt }: NoticePage, { names, reader }: With): string {
  const { removal } = reader.words;
  if (gate === 'preservation') return removal.notRecorded;
  if (gate === 'release' && !unit) return removal.nobodySaid;
  if (unit) return unitText(unit, askedAt.get(unit.unitId), { names, reader });
  const number = names.numbers.get(key.replace('referral:', '')) ?? '';
  return gate === 'alarm' ? removal.alarmOf(number) : removal.guardedBy(number);
}

type Unit = NonNullable<Cause['unit']>;

function unitText(unit: Unit, askedAt: Date | undefined, { names, reader }: With): string {
  const { words, term, time, day } = reader;
  const name = names.units.get(unit.unitId) ?? unit.unitId;
  if (unit.answer === null)
    return askedAt ? words.removal.unitSilent(name, time(askedAt)) : words.removal.unitUnasked(name);
  const said = [
    term(RELEASE_ANSWERS, unit.answer),
    ...(unit.until ? [words.removal.until(day(unit.until))] : []),
    ...(unit.reason ? [term(HOLD_REASONS, unit.reason)] : []),
  ];
  return words.removal.unitSays(name, said.join(', '));
}

function preservationLines({ preservations }: NoticePage, { words, term, day }: Reader): string[] {
  return preservations.map(({ how, keptOn, reference }) =>
    words.removal.kept(
      term(PRESERVATION_WAYS, how),
      day(keptOn),
      reference?.open('to show it on the notice') ?? words.removal.notShown,
    ),
  );
}

/** That nobody investigates is not said any more once a unit does. */
function releaseLines({ releases, gates }: NoticePage, { units }: Names, { words, time }: Reader): string[] {
  const causes = gates.gates.flatMap((one) => (one.gate === 'release' ? one.causes : []));
  const released = releases.flatMap(({ unitId, answer, at }) =>
    answer === 'yes' && unitId ? [words.removal.released(units.get(unitId) ?? unitId, time(at))] : [],
  );
  const nobody = releases.find(({ answer }) => answer === 'no-investigation');
  const isSaid = nobody && causes.length === 0 && released.length === 0;
  return isSaid ? [words.removal.nobodyInvestigates(time(nobody.at))] : released;
}

function overrideText(
  { reason, note, by, at }: NoticePage['overrides'][number],
  { names, reader }: With,
): string {
  const { words, term, time } = reader;
  const why = [term(REMOVAL_OVERRIDES, reason), note?.open('to show it on the notice') ?? ''];
  return words.removal.overrideLine(why.filter(Boolean).join(': '), whoText(by, names, reader), time(at));
}

function deliveryLine(
  { id, kind, hostId, takenAt, tries, lastProblem, channel }: NoticePage['deliveries'][number],
  { hosts }: Names,
  { words, time, term }: Reader,
) {
  const { removal } = words;
  return {
    id,
    kind: removal.kinds[kind],
    to: hosts.get(hostId) ?? hostId,
    channel: term(HOST_CHANNELS, channel),
    waitsForHand: takenAt === null && channel === 'by-hand',
    state: takenAt
      ? `${removal.taken}, ${time(takenAt)}`
      : lastProblem
        ? removal.failed(tries, lastProblem)
        : removal.waiting,
  };
}

function whoText(by: string, { people }: Names, { words }: Reader): string {
  const [kind, id = ''] = by.split(':', 2);
  if (kind === 'person') return people.get(id) ?? words.service.unknown;
  return kind === 'host' ? words.removal.theHost : words.removal.system;
}

/** A reason is a code of one of several vocabularies; where the step itself says it all there is none. */
function reasonText(code: string, { term }: Reader): string {
  for (const vocabulary of [HOLD_REASONS, NOTICE_ENDINGS, HOST_REFUSALS, ESCALATIONS])
    if (Object.hasOwn(vocabulary, code)) return term(vocabulary, code);
  return '';
}

/** Ids of the people whom a notice's history names. */
export function peopleIn({ steps, overrides }: NoticePage): string[] {
  return [...steps, ...overrides].flatMap(({ by }) => (by.startsWith('person:') ? by.slice(7) : []));
}
