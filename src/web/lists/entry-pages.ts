import { listSources, may, namesOfPeople } from '../../access/index.ts';
import { decideDispute, giveOpinion, type ListEntryPage, readListEntry } from '../../flow/index.ts';
import {
  candidatesFor,
  DISPUTE_DECISIONS,
  DISPUTE_REASONS,
  type DisputeReason,
  ENTRY_STANDINGS,
  LIST_FORMATS,
  MEDIA,
  OPINION_REASONS,
  OPINIONS,
  type OpinionReason,
  SCHEMES,
} from '../../matching/index.ts';
import { formatNumber } from '../../referral/index.ts';
import {
  type Again,
  choicesOf,
  type Form,
  type FormError,
  formError,
  formFrom,
  formValues,
  isOneOf,
} from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';
import { holderOf, OPINION_REASON_TERMS } from './list-view.ts';

type One = { Params: { id: string } };

/** One entry: which lists name it, who thinks what of it, which referrals show it, and what a supervisor decides. */
export const entryPages: Pages = (app, desk) => {
  app.get<One>('/hash-lists/entries/:id', (request, reply) => showEntry(desk, request, reply, {}));

  app.post<One>('/hash-lists/entries/:id/opinion', async (request, reply) => {
    const typed = formFrom(request.body);
    const errors = missingOpinion(typed, request);
    if (errors.length > 0) return showEntry(desk, request, reply.code(422), { errors, typed });
    await giveOpinion(desk.store, signedIn(request), {
      entryId: entryNumber(request),
      opinion: typed['opinion'] as keyof typeof OPINIONS,
      reason: (typed['reason'] || undefined) as OpinionReason | undefined,
    });
    return reply.redirect(`/hash-lists/entries/${request.params.id}`, 303);
  });

  app.post<One>('/hash-lists/entries/:id/decide', async (request, reply) => {
    const typed = formFrom(request.body);
    const errors = missingDecision(typed, request);
    if (errors.length > 0) return showEntry(desk, request, reply.code(422), { errors, typed });
    await decideDispute(desk.store, signedIn(request), {
      entryId: entryNumber(request),
      decision: typed['decision'] as 'upheld' | 'rejected',
      reason: typed['grounds'] as DisputeReason,
    });
    return reply.redirect('/hash-lists/disputes', 303);
  });
};

function entryNumber(request: Request): number {
  const { id } = request.params as One['Params'];
  return /^\d{1,15}$/.test(id) ? Number(id) : 0;
}

function missingOpinion({ opinion, reason }: Form, { visit }: Request): FormError[] {
  const w = visit.words.hashLists;
  return [
    ...(isOneOf(OPINIONS, opinion) || opinion === 'withdrawn' ? [] : [formError('opinion', w.chooseOpinion)]),
    ...(!reason || isOneOf(OPINION_REASONS, reason) ? [] : [formError('reason', w.chooseReason)]),
  ];
}

function missingDecision({ decision, grounds }: Form, { visit }: Request): FormError[] {
  const w = visit.words.hashLists;
  return [
    ...(decision === 'upheld' || decision === 'rejected' ? [] : [formError('decision', w.chooseDecision)]),
    ...(isOneOf(DISPUTE_REASONS, grounds) ? [] : [formError('grounds', w.chooseReason)]),
  ];
}

async function showEntry(desk: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const terms = termsIn(words);
  const page = await readListEntry(desk.store, person, entryNumber(request));
  const { entry } = page;
  const isStanding = entry.endedAt === null;
  return reply.page('lists/entry.njk', {
    title: words.hashLists.entryTitle(String(entry.entryId), entry.list),
    entryId: entry.entryId,
    list: entry.list,
    ...factsOf(page, request),
    ...(await voicesOf(desk, page, request)),
    mayGive: isStanding && may(person, 'give-opinion'),
    mayDecide: isStanding && may(person, 'decide-dispute'),
    opinionChoices: [...choicesOf(OPINIONS, terms), { value: 'withdrawn', text: words.hashLists.takenBack }],
    reasonChoices: choicesOf(OPINION_REASONS, terms),
    decisionChoices: (['rejected', 'upheld'] as const).map((value) => ({
      value,
      text: terms.term(DISPUTE_DECISIONS, value),
    })),
    groundChoices: choicesOf(DISPUTE_REASONS, terms),
    ...formValues(again),
  });
}

function factsOf({ entry, values, history, others, referrals, hidden }: ListEntryPage, request: Request) {
  const { words } = request.visit;
  const [terms, times] = [termsIn(words), timesIn(words)];
  return {
    standing: entry.endedAt ? words.hashLists.because.withdrawn : terms.term(ENTRY_STANDINGS, entry.standing),
    isOff: entry.endedAt !== null || entry.standing === 'not-harmful',
    classification: gradeOf(entry, request),
    candidates: candidatesFor(entry.scheme, entry.classification).map(({ scheme, values: may }) =>
      words.hashLists.mayBe(terms.term(SCHEMES, scheme), may.join(' / ')),
    ),
    upstreamId: entry.upstreamId,
    givenBy: entry.givenBy,
    media: terms.term(MEDIA, entry.media),
    labels: entry.labels,
    listed: entry.listedAt && times.time(entry.listedAt),
    values,
    others: others.map((other) => ({
      entryId: other.entryId,
      name: other.name,
      grade: gradeOf(other, request),
      standing: terms.term(ENTRY_STANDINGS, other.standing),
    })),
    referrals: referrals.map(({ number, receivedAt }) => ({
      number: formatNumber(number),
      received: times.time(receivedAt),
    })),
    hidden,
    history: history.map((row) => ({
      at: times.time(row.at),
      importId: row.format === 'own' ? null : row.importId,
      format: terms.term(LIST_FORMATS, row.format),
      classification: row.classification ?? '–',
      until: row.endedAt ? times.time(row.endedAt) : words.hashLists.now,
      because: row.endedBecause && words.hashLists.because[row.endedBecause],
    })),
  };
}

function gradeOf(
  { classification, scheme }: { classification: string | null; scheme: string },
  { visit }: Request,
): string {
  const { term } = termsIn(visit.words);
  return classification === null
    ? visit.words.hashLists.notStated
    : `${classification} (${term(SCHEMES, scheme)})`;
}

async function voicesOf({ store }: Desk, { opinions, disputes }: ListEntryPage, request: Request) {
  const { words } = request.visit;
  const [terms, times] = [termsIn(words), timesIn(words)];
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  const people = await namesOfPeople(store.db, [
    ...opinions.flatMap(({ personId }) => personId ?? []),
    ...disputes.flatMap(({ decidedBy }) => decidedBy ?? []),
  ]);
  return {
    opinions: opinions.map((one) => ({
      who: holderOf(one.holder, { words, names, memberName: one.name }),
      person: one.personId && people.get(one.personId),
      says: one.opinion === 'withdrawn' ? words.hashLists.takenBack : terms.term(OPINIONS, one.opinion),
      reason: one.reason === null ? '–' : terms.term(OPINION_REASON_TERMS, one.reason),
      at: times.time(one.at),
    })),
    decided: disputes
      .filter(({ decision }) => decision !== null)
      .map((one) => ({
        decision: terms.term(DISPUTE_DECISIONS, one.decision!),
        reason: one.reason === null ? '–' : terms.term(DISPUTE_REASONS, one.reason),
        by: one.decidedBy === null ? '–' : (people.get(one.decidedBy) ?? words.service.unknown),
        at: times.time(one.decidedAt),
      })),
  };
}
