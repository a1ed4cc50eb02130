import { may, namesOfPeople } from '../../access/index.ts';
import {
  ESCALATIONS,
  GATES,
  HOLD_REASONS,
  HOST_REFUSALS,
  HOST_SAYS,
  hostsOn,
  NOTICE_ENDINGS,
  type NoticeAction,
  type NoticeState,
  namesOfHosts,
  namesOfUnits,
  nextNoticeState,
  PRESERVATION_WAYS,
  RELEASE_ANSWERS,
  REMOVAL_OVERRIDES,
} from '../../dissemination/index.ts';
import { listRemovals, type NoticePage, readRemoval } from '../../flow/index.ts';
import { formatNumber, referralHeaders } from '../../referral/index.ts';
import { type Again, choicesOf, formValues } from '../frame/forms.ts';
import { type Desk, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { tag } from '../frame/tags.ts';
import { type Names, noticeView, peopleIn, stateTag } from './notice-view.ts';

/** Notices that go on. */
export async function showNotices({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const reader = readerOf(request, store.clock.now());
  const { words, time, left, now } = reader;
  const person = signedIn(request);
  const { shown, hidden } = await listRemovals(store, person);
  const rows = shown.map((notice) => ({
    reference: notice.reference,
    host: notice.host,
    is: notice.state,
    state: stateTag(notice.state, reader),
    due: notice.dueAt ? left(notice.dueAt, now) : '',
    overdue: notice.dueAt && notice.dueAt < now ? tag(words.removal.overdue, 'red') : null,
    addresses: notice.addresses,
    sent: notice.sentAt ? time(notice.sentAt) : words.removal.notSent,
  }));
  return reply.page('removal/notices.njk', {
    title: words.removal.title,
    hidden,
    mayManage: may(person, 'manage-hosts'),
    parts: NEXT_WITH_NOTICES.map(({ part, states }) => ({
      title: words.removal.parts[part],
      rows: rows.filter(({ is }) => states.includes(is)),
    })).filter(({ rows: lines }) => lines.length > 0),
  });
}

type Part = keyof Reader['words']['removal']['parts'];

/** What stands next with a notice that goes on, our own turn first. */
const NEXT_WITH_NOTICES: readonly { part: Part; states: readonly NoticeState[] }[] = [
  { part: 'send', states: ['ready'] },
  { part: 'decide', states: ['no-answer', 'refused', 'removed'] },
  { part: 'host', states: ['sent', 'acknowledged', 'escalated'] },
  { part: 'held', states: ['draft', 'suspended'] },
];

/** `of`: the form that is shown again. */
export type AgainOf = Again & { of?: string };

/** One notice; each look at it is logged. */
export async function showNotice(
  desk: Desk,
  request: Request,
  reply: Reply,
  again: AgainOf = {},
): Promise<Reply> {
  const { store } = desk;
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const page = await readRemoval(store, person, (request.params as { id: string }).id);
  const names = await namesFor(desk, page);
  return reply.page('removal/notice.njk', {
    title: reader.words.removal.one(page.notice.reference),
    view: noticeView(page, names, reader),
    here: `/removals/${page.notice.reference}`,
    can: actsOn(page, may(person, 'override-removal')),
    choices: await choicesFor(desk, page, { names, reader }),
    overridable: page.gates.gates.flatMap(({ gate, holds }) =>
      holds ? [] : [{ value: gate, text: reader.term(GATES, gate) }],
    ),
    ...formValues(again),
    typed: again.of ? { [again.of]: again.typed ?? {} } : {},
  });
}

async function namesFor({ store }: Desk, page: NoticePage): Promise<Names> {
  const keys = page.gates.gates.flatMap(({ causes }) => causes.map(({ key }) => key));
  const ids = keys.flatMap((key) => (key.startsWith('referral:') ? key.slice('referral:'.length) : []));
  const headers = await referralHeaders(store.db, ids);
  return {
    people: await namesOfPeople(store.db, peopleIn(page)),
    units: await namesOfUnits(store.db),
    hosts: await namesOfHosts(store.db),
    numbers: new Map(headers.map(({ id, number }) => [id, formatNumber(number)])),
  };
}

/** What the life table lets be done now. */
function actsOn({ notice, gates, host }: NoticePage, mayOverride: boolean) {
  const { state, stateBefore, sentAt } = notice;
  const can = (action: NoticeAction) => nextNoticeState(state, action, stateBefore) !== null;
  const goesOn = can('withdraw') || can('escalate');
  const shut = gates.gates.filter(({ holds }) => !holds).map(({ gate }) => gate);
  const release = gates.gates.find(({ gate }) => gate === 'release');
  const hasUnits = release?.causes.some(({ unit }) => unit !== undefined) ?? false;
  return {
    goesOn,
    send: can('send'),
    byHand: host.channel === 'by-hand',
    confirm: can('confirm'),
    answer: sentAt !== null && goesOn,
    escalate: can('escalate'),
    suspend: can('suspend'),
    resume: can('resume'),
    close: can('close'),
    withdraw: can('withdraw'),
    clear: can('withdraw'),
    sayNobody: release?.causes.some(({ key }) => key === 'nobody-said') ?? false,
    ask: goesOn && (hasUnits || gates.held),
    units: hasUnits,
    override: mayOverride && shut.length > 0 && goesOn,
  };
}

type In = { names: Names; reader: Reader };

async function choicesFor({ store }: Desk, { gates }: NoticePage, { names, reader }: In) {
  const hosts = await hostsOn(store.db, store.clock.now());
  const units = gates.gates.flatMap(({ causes }) => causes.flatMap(({ unit }) => unit?.unitId ?? []));
  return {
    hows: choicesOf(PRESERVATION_WAYS, reader),
    units: units.map((value) => ({ value, text: names.units.get(value) ?? value })),
    releases: choicesOf(RELEASE_ANSWERS, reader),
    holds: choicesOf(HOLD_REASONS, reader),
    overrides: choicesOf(REMOVAL_OVERRIDES, reader),
    says: choicesOf(HOST_SAYS, reader),
    refusals: choicesOf(HOST_REFUSALS, reader),
    escalations: choicesOf(ESCALATIONS, reader),
    receivers: hosts.filter(({ kind }) => kind !== 'host').map(({ id, name }) => ({ value: id, text: name })),
    endings: choicesOf(NOTICE_ENDINGS, reader),
  };
}
