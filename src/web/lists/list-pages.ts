import { listSources, may, namesOfPeople } from '../../access/index.ts';
import {
  publishHashList,
  readDisputes,
  readHashList,
  readHashLists,
  readListImport,
} from '../../flow/index.ts';
import {
  type DisputeLine,
  type HashList,
  LIST_FORMATS,
  type ListImport,
  MEANINGS,
  REJECTIONS,
  SCHEMES,
} from '../../matching/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { timesIn } from '../frame/times.ts';
import { countsOf, holderOf, OPINION_REASON_TERMS, shown } from './list-view.ts';

type OneList = { Params: { code: string }; Querystring: { published?: string } };

/** Hash lists: what each holds, how it came in, what was left out, and what is disputed. */
export const listPages: Pages = (app, desk) => {
  app.get('/hash-lists', (request, reply) => showLists(desk, request, reply));
  app.get('/hash-lists/disputes', (request, reply) => showDisputes(desk, request, reply));
  app.get<OneList>('/hash-lists/:code', (request, reply) => showList(desk, { request, reply }));
  app.get<{ Params: { id: string } }>('/hash-lists/imports/:id', (request, reply) =>
    showImport(desk, request, reply),
  );

  app.post<OneList>('/hash-lists/:code/publish', async (request, reply) => {
    const { code } = request.params;
    try {
      const person = signedIn(request);
      const { number } = await publishHashList(desk.store, person, { list: code, signer: desk.signer });
      return reply.redirect(`/hash-lists/${code}?published=${number}`, 303);
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.code !== 'lists.nothing-to-publish') throw failure;
      const error = { text: request.visit.words.hashLists.nothingToPublish, href: '#publish' };
      return showList(desk, { request, reply: reply.code(409), errors: [error] });
    }
  });
};

async function showLists({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const [terms, times] = [termsIn(words), timesIn(words)];
  const { lists, waiting, gradings } = await readHashLists(store, person);
  return reply.page('lists/lists.njk', {
    title: words.hashLists.title,
    waiting,
    gradings: may(person, 'grade-content') ? gradings : 0,
    maySeeLookups: may(person, 'see-lookups'),
    rows: lists.map((list) => ({
      ...describeList(list, terms),
      entries: shown(list.entries),
      disputes: list.openDisputes,
      lastImport: list.lastImport && times.time(list.lastImport),
    })),
  });
}

function describeList(list: HashList, terms: ReturnType<typeof termsIn>) {
  const { code, name, holder, own, country, meaning, scheme, closedAt, handling, contact } = list;
  return {
    code,
    name,
    holder,
    own,
    country,
    handling,
    contact,
    isClosed: closedAt !== null,
    meaning: terms.term(MEANINGS, meaning),
    scheme: terms.term(SCHEMES, scheme),
  };
}

type Shown = { request: Request; reply: Reply; errors?: { text: string; href: string }[] };

async function showList({ store }: Desk, { request, reply, errors = [] }: Shown): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const [terms, times] = [termsIn(words), timesIn(words)];
  const { code } = request.params as OneList['Params'];
  const page = await readHashList(store, person, code);
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  const { published } = (request.query ?? {}) as OneList['Querystring'];
  return reply.page('lists/list.njk', {
    title: page.list.name,
    errors,
    list: { ...describeList(page.list, terms), added: times.day(page.list.addedAt) },
    entries: shown(page.line.entries),
    disputes: page.disputes.waiting,
    imports: page.imports.map(importIn(request)),
    releases: page.releases.map(({ manifest }) => ({
      name: words.hashLists.release(manifest.number),
      made: times.time(manifest.madeAt),
      entries: shown(manifest.entries),
      changed: shown(manifest.changed),
      withdrawn: shown(manifest.withdrawn),
      digest: manifest.formats['json']?.sha256 ?? '',
    })),
    grants: page.grants.map(({ sourceId }) => names.get(sourceId) ?? sourceId),
    mayPublish: page.list.own && !page.list.closedAt && may(person, 'publish-hash-list'),
    done: /^\d{1,9}$/.test(published ?? '') ? words.hashLists.published(published!) : undefined,
  });
}

function importIn({ visit: { words } }: Request) {
  const [terms, times] = [termsIn(words), timesIn(words)];
  const w = words.hashLists;
  return (made: ListImport) => ({
    id: made.id,
    format: terms.term(LIST_FORMATS, made.format),
    begun: times.time(made.startedAt),
    outcome: made.failedWith !== null ? w.failed : made.finishedAt ? w.finished : w.running,
    taken: w.changes(
      shown(made.counts.added ?? 0),
      shown(made.counts.updated ?? 0),
      shown(made.counts.withdrawn ?? 0),
    ),
    unchanged: made.counts.unchanged ? w.unchanged(shown(made.counts.unchanged)) : '',
    notTaken: shown(made.counts.notTaken ?? 0),
  });
}

async function showImport({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const { words } = request.visit;
  const terms = termsIn(words);
  const { id } = request.params as { id: string };
  const { made, rejections } = await readListImport(store, person, { id });
  const { lists } = await readHashLists(store, person);
  const list = lists.find((one) => one.id === made.listId)!;
  return reply.page('lists/import.njk', {
    title: words.hashLists.importTitle(list.name),
    list: { code: list.code, name: list.name },
    made: { ...importIn(request)(made), by: await starter(store, request, made) },
    facts: {
      file: made.fileSha256,
      bytes: made.fileBytes === null ? null : words.hashLists.bytes(shown(made.fileBytes)),
      country: made.country,
      hasMore: made.cursor !== null,
      values: countsOf(made.counts.values),
      otherKinds: countsOf(made.counts.otherKinds),
      grades: countsOf(made.counts.classifications),
      opinions: shown(made.counts.opinions ?? 0),
    },
    byCode: Object.entries(made.counts.rejections ?? {}).map(([code, count]) => ({
      why: terms.term(REJECTIONS, code),
      count: shown(count),
    })),
    rejections: rejections.map(({ entry, line, code }) => ({
      entry: shown(entry),
      line: line === null ? '–' : shown(line),
      why: terms.term(REJECTIONS, code),
    })),
  });
}

async function starter(
  { db }: Desk['store'],
  { visit }: Request,
  { startedBy }: ListImport,
): Promise<string> {
  const [kind, id = ''] = startedBy.split(':');
  if (kind !== 'person') return visit.words.hashLists.bySystem;
  return (await namesOfPeople(db, [id])).get(id) ?? visit.words.service.unknown;
}

async function showDisputes({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { words } = request.visit;
  const [terms, times] = [termsIn(words), timesIn(words)];
  const { lines, waiting } = await readDisputes(store, signedIn(request));
  const names = new Map((await listSources(store.db)).map(({ id, name }) => [id, name]));
  const { lists } = await readHashLists(store, signedIn(request));
  const listNames = new Map(lists.map(({ code, name }) => [code, name]));
  return reply.page('lists/disputes.njk', {
    title: words.hashLists.disputesTitle,
    total: shown(waiting),
    isCut: waiting > lines.length,
    rows: lines.map((line: DisputeLine) => ({
      entryId: line.entryId,
      list: listNames.get(line.list) ?? line.list,
      classification: line.classification,
      negative: line.negative,
      by: holderOf(line.openedBy, { words, names, memberName: line.openerName }),
      reasons: line.reasons.map((code) => terms.term(OPINION_REASON_TERMS, code)),
      opened: times.time(line.openedAt),
    })),
  });
}
