import { namesOfPeople } from '../../access/index.ts';
import {
  decideGradingOf,
  type GradableFile,
  gradeContent,
  readGradable,
  readGradings,
} from '../../flow/index.ts';
import { gradesOf, MEDIA, type Media } from '../../matching/index.ts';
import { formatNumber } from '../../referral/index.ts';
import {
  type Again,
  choicesOf,
  errorsOf,
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
import { seenReferral } from '../referral/find-referral.ts';

type At = { Params: { number: string }; Querystring: { done?: string } };
type One = { Params: { id: string } };
type Done = { Querystring: { done?: string } };

/** Files of a referral for the bureau's own list: one person grades, a second confirms. */
export const gradingPages: Pages = (app, desk) => {
  app.get<At>('/referrals/:number/list-files', (request, reply) => showFiles(desk, request, reply, {}));

  app.post<At>('/referrals/:number/list-files', async (request, reply) => {
    const typed = formFrom(request.body);
    const errors = await tryGrade(desk, request, typed);
    if (errors.length > 0) return showFiles(desk, request, reply.code(422), { errors, typed });
    return reply.redirect(`/referrals/${request.params.number}/list-files?done=graded`, 303);
  });

  app.get<Done>('/hash-lists/gradings', (request, reply) => showGradings(desk, request, reply));

  app.post<One>('/hash-lists/gradings/:id', async (request, reply) => {
    const decision = formFrom(request.body)['decision'] === 'confirmed' ? 'confirmed' : 'refused';
    await decideGradingOf(desk.store, signedIn(request), { gradingId: request.params.id, decision });
    return reply.redirect(`/hash-lists/gradings?done=${decision}`, 303);
  });
};

async function tryGrade({ store }: Desk, request: Request, typed: Form): Promise<FormError[]> {
  const w = request.visit.words.hashLists;
  const person = signedIn(request);
  const header = await seenReferral(store, person, (request.params as At['Params']).number);
  const { file = '', list = '', grade = '', media } = typed;
  const missing = [
    ...(/^\d{1,6}$/.test(file) ? [] : [formError('file', w.chooseFile)]),
    ...(list ? [] : [formError('list', w.chooseList)]),
    ...(grade ? [] : [formError('grade', w.chooseGrade)]),
  ];
  if (missing.length > 0) return missing;
  const input = {
    list,
    referralId: header.id,
    position: Number(file),
    classification: grade,
    media: isOneOf(MEDIA, media) ? media : ('unknown' satisfies Media),
  };
  return errorsOf(() => gradeContent(store, person, input), {
    'lists.listed-already': formError('file', w.listedAlready),
    'lists.no-usable-hash': formError('file', w.chooseFile),
    'lists.unknown-code': formError('grade', w.chooseGrade),
    'lists.unknown-list': formError('list', w.chooseList),
    'lists.not-own': formError('list', w.chooseList),
  });
}

async function showFiles({ store }: Desk, request: Request, reply: Reply, again: Again): Promise<Reply> {
  const { words } = request.visit;
  const w = words.hashLists;
  const person = signedIn(request);
  const header = await seenReferral(store, person, (request.params as At['Params']).number);
  const { files, lists } = await readGradable(store, person, header.id);
  const number = formatNumber(header.number);
  const grades = [...new Set(lists.flatMap(({ scheme }) => gradesOf(scheme) ?? []))];
  return reply.page('lists/list-files.njk', {
    title: w.listFilesOf(number),
    number,
    rows: files.map((file) => rowOf(file, request)),
    fileChoices: files
      .filter(({ gradings }) => gradings.every(({ decidedAt }) => decidedAt !== null))
      .map(({ position }) => ({ value: String(position), text: w.fileNumber(position + 1) })),
    listChoices: lists.map(({ code, name }) => ({ value: code, text: name })),
    gradeChoices: grades.map((value) => ({ value, text: value })),
    mediaChoices: choicesOf(MEDIA, termsIn(words)),
    done: (request.query as At['Querystring']).done === 'graded' ? w.gradedDone : undefined,
    ...formValues(again),
  });
}

function rowOf({ position, hashes, listings, gradings }: GradableFile, { visit }: Request) {
  const w = visit.words.hashLists;
  const waiting = gradings.find(({ decidedAt }) => decidedAt === null);
  return {
    name: w.fileNumber(position + 1),
    kinds: [...new Set(hashes.map(({ kind }) => kind))].join(', '),
    known: listings.map(({ entryId, name, classification }) => ({
      entryId,
      text: classification === null ? name : `${name}: ${classification}`,
    })),
    waits: waiting && w.waits(waiting.classification),
  };
}

async function showGradings({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { words } = request.visit;
  const w = words.hashLists;
  const times = timesIn(words);
  const person = signedIn(request);
  const { waiting, hidden } = await readGradings(store, person);
  const names = await namesOfPeople(
    store.db,
    waiting.map(({ gradedBy }) => gradedBy),
  );
  const { done } = request.query as Done['Querystring'];
  return reply.page('lists/gradings.njk', {
    title: w.gradingsTitle,
    hidden,
    done: done === 'confirmed' ? w.confirmedDone : done === 'refused' ? w.refusedDone : undefined,
    rows: waiting.map((grading) => ({
      id: grading.id,
      number: formatNumber(grading.referral.number),
      file: grading.position + 1,
      list: grading.list,
      grade: grading.classification,
      by: names.get(grading.gradedBy) ?? words.service.unknown,
      at: times.time(grading.gradedAt),
      isMine: grading.gradedBy === person.id,
    })),
  });
}
