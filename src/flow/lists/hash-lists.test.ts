import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { addPerson, grantToSource, type PersonActor, type Role, registerSource } from '../../access/index.ts';
import {
  changedValues,
  exactValues,
  listingsOf,
  type NewHashList,
  rejectionsOf,
} from '../../matching/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { decideDispute } from './decide-dispute.ts';
import { giveOpinion } from './give-opinion.ts';
import { type ImportResult, importHashList, type ListFile } from './import-hash-list.ts';
import { closeHashList, createHashList } from './manage-hash-lists.ts';
import { readHashList } from './read-hash-lists.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;
const LIST: NewHashList = {
  code: 'ncmec',
  name: 'Industry list',
  holder: 'NCMEC',
  meaning: 'harmful',
  scheme: 'us-industry',
  country: 'US',
  own: false,
  handling: null,
  contact: null,
};

let test1: TestStore;
let people: Record<'analyst' | 'supervisor' | 'administrator', PersonActor>;
before(async () => {
  test1 = await testStore();
  const person = (role: Role) =>
    addPerson(test1.store.db, { name: `A ${role}`, roles: [role], compartment: null });
  people = {
    analyst: await person('analyst'),
    supervisor: await person('supervisor'),
    administrator: await person('administrator'),
  };
});
after(() => test1.drop());

let lists = 0;
beforeEach(async () => {
  lists += 1;
  await createHashList(test1.store, SYSTEM, { ...LIST, code: codeNow() });
});
const codeNow = () => `list-${lists}`;

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

function importing(text: string, file: Partial<ListFile> = {}): Promise<ImportResult> {
  const open = () => Readable.from([Buffer.from(text)]);
  return importHashList(test1.store, SYSTEM, { list: codeNow(), open, ...file });
}

function xml(...entries: string[]): string {
  return `<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images>${entries.join('\n')}</images></queryResult>`;
}

function image(id: string, options: { hash?: string; grade?: string; feedback?: string } = {}): string {
  const { hash = md5(id), grade = 'A1', feedback = '' } = options;
  return `<image><member id="42">Example</member><timestamp>2026-01-01T00:00:00Z</timestamp><id>${id}</id><classification>${grade}</classification><fingerprints><md5>${hash}</md5></fingerprints>${feedback}</image>`;
}

async function listing(hash: string) {
  const [value] = await exactValues(test1.store.db, [{ kind: 'md5', hex: hash }]);
  const found = value ? ((await listingsOf(test1.store.db, [value.id])).get(value.id) ?? []) : [];
  return found.find(({ list }) => list === codeNow());
}

test('an entry is listed with its list, its classification as given and its opinions', async () => {
  const feedback = `<feedback><affirmativeFeedback type="Md5"><members><member id="9">Other</member></members></affirmativeFeedback></feedback>`;
  const { counts, format } = await importing(xml(image('one', { feedback })));
  assert.equal(format, 'ncmec-xml');
  assert.equal(counts.added, 1);
  const found = await listing(md5('one'));
  assert.equal(found?.classification, 'A1');
  assert.equal(found.scheme, 'us-industry');
  assert.equal(found.meaning, 'harmful');
  assert.deepEqual(found.opinions, { positive: 1, negative: 0, disputed: 0, seed: 0 });
  assert.equal(found.standing, 'stands');
});

test('a US grade in a UK list is not read as a UK category', async () => {
  lists += 1;
  await createHashList(test1.store, SYSTEM, { ...LIST, code: codeNow(), scheme: 'uk-abc' });
  await importing(
    `kind,value,classification\nmd5,${md5('a1')},A1\nmd5,${md5('a')},A\nmd5,${md5('p')},prohibited\n`,
  );
  assert.equal((await listing(md5('a1')))?.scheme, 'other');
  assert.equal((await listing(md5('a')))?.scheme, 'uk-abc');
  assert.equal((await listing(md5('p')))?.scheme, 'uk-prohibited');
});

test('the same file again changes nothing, and the same entries in another file neither', async () => {
  await importing(xml(image('one'), image('two')));
  const before = await changedValues(test1.store.db, 0, { limit: 1_000_000 });
  assert.equal((await importing(xml(image('one'), image('two')))).isRepeated, true);
  const { counts } = await importing(xml(image('two'), image('one')));
  assert.equal(counts.unchanged, 2);
  assert.equal(counts.added, 0);
  assert.deepEqual(await changedValues(test1.store.db, 0, { limit: 1_000_000 }), before);
});

test('an update is a further row; the value that it no longer names is not listed any more', async () => {
  await importing(xml(image('one', { hash: md5('old') })));
  const { counts } = await importing(xml(image('one', { hash: md5('new'), grade: 'B2' })));
  assert.equal(counts.updated, 1);
  assert.equal(await listing(md5('old')), undefined);
  assert.equal((await listing(md5('new')))?.classification, 'B2');
  const history = await rows(
    test1.ownerDb,
    sql<{ ended: boolean }>`select ended_revision is not null as ended from list_entry e
      join hash_list l on l.id = e.list_id where l.code = ${codeNow()} order by e.id`,
  );
  assert.deepEqual(history, [{ ended: true }, { ended: false }]);
  const changed = await changedValues(test1.store.db, 0, { limit: 1_000_000 });
  assert.equal(changed.find(({ hex }) => hex === md5('old'))?.listed, false);
});

test('a list that is closed says nothing any more, and its values are looked up anew', async () => {
  await importing(xml(image('one')));
  const before = (await changedValues(test1.store.db, 0, { limit: 1_000_000 })).at(-1)!.revision;
  assert.equal(await closeHashList(test1.store, SYSTEM, codeNow()), true);
  assert.equal(await listing(md5('one')), undefined);
  const changed = await changedValues(test1.store.db, before);
  assert.ok(changed.some(({ hex }) => hex === md5('one')));
  assert.equal(await closeHashList(test1.store, SYSTEM, codeNow()), false);
});

test('a deleted entry is withdrawn, and one that is listed again keeps its lasting id', async () => {
  await importing(xml(image('one')));
  const first = await listing(md5('one'));
  const gone = xml('<deletedImage><member id="42">x</member><id>one</id></deletedImage>');
  assert.equal((await importing(gone)).counts.withdrawn, 1);
  assert.equal(await listing(md5('one')), undefined);
  await importing(xml(image('one', { grade: 'A2' })));
  assert.equal((await listing(md5('one')))?.entryId, first?.entryId);
});

test('one bad entry never stops a list: it is counted, its place is kept, its content is not', async () => {
  const { importId, counts } = await importing(
    xml(
      image('good'),
      image('short', { hash: 'abc' }),
      image('filler', { hash: '0'.repeat(32) }),
      '<image><id>broken</id><fingerprints><md5>00</fingerprints></image>',
      image('good', { hash: md5('again') }),
      image('no id').replace('<id>no id</id>', '<id/>'),
      image('last'),
    ),
  );
  assert.equal(counts.added, 2);
  assert.deepEqual(counts.rejections, {
    'value.wrong-length': 1,
    'value.placeholder': 1,
    'entry.no-usable-hash': 2,
    'entry.unreadable': 1,
    'entry.duplicate-id': 1,
    'entry.no-id': 1,
  });
  const kept = await rejectionsOf(test1.store.db, importId, 100);
  assert.deepEqual(kept[0], { entry: 2, line: 2, code: 'value.wrong-length' });
  assert.equal(kept.length, 7);
});

test('the same file read in another way is not passed over', async () => {
  const media = [{ MediaID: 1, Category: 2, MD5: md5('vics') }];
  const vics = JSON.stringify({ '@odata.context': 'x/$metadata#Cases', value: [{ Media: media }] });
  assert.equal((await importing(vics)).counts.added, 0);
  const told = await importing(vics, { options: { country: 'CA' } });
  assert.deepEqual([told.isRepeated, told.counts.added], [false, 1]);
  assert.equal((await importing(vics, { options: { country: 'CA' } })).isRepeated, true);
});

test('of a file that breaks off, what came before stays, and the import says why it ended', async () => {
  const ids = Array.from({ length: 3_000 }, (_, i) => `e${i}`);
  const whole = gzipSync(xml(...ids.map((id) => image(id))));
  const open = () => Readable.from([whole.subarray(0, whole.length * 0.8)]);
  await assert.rejects(
    importHashList(test1.store, SYSTEM, { list: codeNow(), open }),
    isProblem('lists.archive-unreadable'),
  );
  const { imports } = await readHashList(test1.store, SYSTEM, codeNow());
  assert.equal(imports[0]?.failedWith, 'lists.archive-unreadable');
  assert.ok(imports[0].counts.added! > 1_000);
  assert.ok(await listing(md5('e0')));
});

test('an opinion that it is not harmful wins until a supervisor has decided', async () => {
  await importing(xml(image('one')));
  const { entryId } = (await listing(md5('one')))!;
  const client = await newClient('platform');
  await giveOpinion(test1.store, client, { entryId, opinion: 'negative', reason: 'innocent' });
  assert.equal((await listing(md5('one')))?.standing, 'not-harmful');
  await assert.rejects(
    decideDispute(test1.store, people.analyst, { entryId, decision: 'rejected', reason: 'no-grounds' }),
    isProblem('access.not-allowed'),
  );
  await decideDispute(test1.store, people.supervisor, {
    entryId,
    decision: 'rejected',
    reason: 'no-grounds',
  });
  assert.equal((await listing(md5('one')))?.standing, 'stands');
  assert.equal((await listing(md5('one')))?.opinions.negative, 1);
});

test('an objection that was decided is not counted again in a later dispute', async () => {
  await importing(xml(image('one')));
  const { entryId } = (await listing(md5('one')))!;
  const [one, two] = [await newClient('one'), await newClient('two')];
  await giveOpinion(test1.store, one, { entryId, opinion: 'negative' });
  await decideDispute(test1.store, people.supervisor, {
    entryId,
    decision: 'rejected',
    reason: 'no-grounds',
  });
  await giveOpinion(test1.store, two, { entryId, opinion: 'disputed' });
  assert.equal((await listing(md5('one')))?.standing, 'disputed');
  await giveOpinion(test1.store, two, { entryId, opinion: 'withdrawn' });
  assert.equal((await listing(md5('one')))?.standing, 'stands');
});

test('an entry that was decided not to be harmful stays so through updates of its list', async () => {
  await importing(xml(image('one')));
  const { entryId } = (await listing(md5('one')))!;
  await decideDispute(test1.store, people.supervisor, {
    entryId,
    decision: 'upheld',
    reason: 'content-graded-again',
  });
  await importing(xml(image('one', { grade: 'B1' })));
  assert.equal((await listing(md5('one')))?.standing, 'not-harmful');
  await decideDispute(test1.store, people.supervisor, {
    entryId,
    decision: 'rejected',
    reason: 'holder-confirmed',
  });
  assert.equal((await listing(md5('one')))?.standing, 'stands');
});

test('a member who takes negative feedback back ends the dispute', async () => {
  const feedback = `<feedback><negativeFeedback type="Md5"><reasons><reason guid="g" name="n" type="Md5"/><members><member id="9">Other</member></members></reasons></negativeFeedback></feedback>`;
  await importing(xml(image('one', { feedback })));
  assert.equal((await listing(md5('one')))?.standing, 'not-harmful');
  const { counts } = await importing(xml(image('one')));
  assert.equal(counts.unchanged, 1);
  assert.equal(counts.opinions, 1);
  assert.equal((await listing(md5('one')))?.standing, 'stands');
});

test('a sender that is granted nothing has no say, and learns nothing of an entry', async () => {
  await importing(xml(image('one')));
  const { entryId } = (await listing(md5('one')))!;
  await assert.rejects(
    giveOpinion(test1.store, { kind: 'source', id: 'stranger', name: 'S' }, { entryId, opinion: 'negative' }),
    isProblem('lists.not-granted'),
  );
});

test('one sender cannot have more than a hundred objections undecided', async () => {
  const ids = Array.from({ length: 101 }, (_, i) => `e${i}`);
  await importing(xml(...ids.map((id) => image(id))));
  const client = await newClient('flooder');
  for (const id of ids.slice(0, 100)) {
    const { entryId } = (await listing(md5(id)))!;
    await giveOpinion(test1.store, client, { entryId, opinion: 'negative' });
  }
  const { entryId } = (await listing(md5('e100')))!;
  await assert.rejects(
    giveOpinion(test1.store, client, { entryId, opinion: 'disputed' }),
    isProblem('lists.too-many-disputes'),
  );
  await giveOpinion(test1.store, client, { entryId, opinion: 'positive' });
});

test('nor can it make more of the objections of others', async () => {
  const ids = Array.from({ length: 101 }, (_, i) => `e${i}`);
  const feedback = `<feedback><affirmativeFeedback type="Md5"><members><member id="9">O</member></members></affirmativeFeedback><negativeFeedback type="Md5"><members><member id="9">O</member></members></negativeFeedback></feedback>`;
  await importing(xml(...ids.map((id) => image(id, { feedback }))));
  const client = await newClient('joiner');
  const object = async (id: string) => {
    const { entryId } = (await listing(md5(id)))!;
    return giveOpinion(test1.store, client, { entryId, opinion: 'negative' });
  };
  for (const id of ids.slice(0, 100)) assert.equal((await object(id)).standing, 'not-harmful');
  await assert.rejects(object('e100'), isProblem('lists.too-many-disputes'));
});

test('an objection that was rejected is not raised again by the same sender', async () => {
  await importing(xml(image('one')));
  const { entryId } = (await listing(md5('one')))!;
  const [client, other] = [await newClient('again'), await newClient('other')];
  await giveOpinion(test1.store, client, { entryId, opinion: 'negative' });
  await giveOpinion(test1.store, client, { entryId, opinion: 'disputed' });
  await decideDispute(test1.store, people.supervisor, {
    entryId,
    decision: 'rejected',
    reason: 'no-grounds',
  });
  await assert.rejects(
    giveOpinion(test1.store, client, { entryId, opinion: 'negative' }),
    isProblem('lists.objection-rejected'),
  );
  await giveOpinion(test1.store, client, { entryId, opinion: 'positive' });
  assert.equal((await listing(md5('one')))?.standing, 'stands');
  await giveOpinion(test1.store, other, { entryId, opinion: 'disputed' });
  assert.equal((await listing(md5('one')))?.standing, 'disputed');
});

test('only an administrator imports, and nothing into a list of our own', async () => {
  const open = () => Readable.from([Buffer.from(xml(image('one')))]);
  await assert.rejects(
    importHashList(test1.store, people.analyst, { list: codeNow(), open }),
    isProblem('access.not-allowed'),
  );
  await createHashList(test1.store, people.administrator, { ...LIST, code: `own-${lists}`, own: true });
  await assert.rejects(
    importHashList(test1.store, people.administrator, { list: `own-${lists}`, open }),
    isProblem('lists.own-list'),
  );
});

test('each import is in the ledger with digest and counts, and names no hash', async () => {
  await importing(xml(image('one')));
  const [entry] = await rows(
    test1.ownerDb,
    sql<{ detail: Record<string, unknown>; digest: Buffer }>`select detail, digest from ledger_entry
      where action = 'import-list' and detail ->> 'list' = ${codeNow()}`,
  );
  assert.equal(entry?.detail['added'], 1);
  assert.equal(
    entry.digest.toString('hex'),
    createHash('sha256')
      .update(xml(image('one')))
      .digest('hex'),
  );
  assert.doesNotMatch(JSON.stringify(entry.detail), new RegExp(md5('one')));
});

test('each change of a list leaves a job for the referrals received before', async () => {
  await importing(xml(image('one')));
  const [change] = await rows(
    test1.ownerDb,
    sql<{
      jobs: number;
    }>`select count(*)::integer as jobs from job j join hash_list_change c on c.id = j.subject
      join hash_list l on l.id = c.list_id where j.kind = 'match-list-values' and l.code = ${codeNow()}`,
  );
  assert.equal(change?.jobs, 1);
});

async function newClient(id: string) {
  await registerSource(test1.store, SYSTEM, { id, name: id, kind: 'platform' });
  await grantToSource(test1.store, SYSTEM, { sourceId: id, grant: 'lookup' });
  return { kind: 'source', id, name: id } as const;
}

function isProblem(code: string) {
  return (failure: unknown) => failure instanceof Problem && failure.code === code;
}
