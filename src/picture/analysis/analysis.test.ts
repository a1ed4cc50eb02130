import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../../shared/db.ts';
import { Dice } from '../../shared/dice.ts';
import { newId } from '../../shared/ids.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { figuresHere } from '../figures-here.ts';
import { BREAKDOWNS, type Breakdown, INDICATORS, type IndicatorId } from '../indicators.ts';
import type { PictureFact } from '../picture-fact.ts';
import { putFacts } from '../picture-records.ts';
import { AnalysisStore } from './analysis-store.ts';
import { DuckDbProcess } from './duckdb-process.ts';

const EVERY = Object.keys(INDICATORS) as IndicatorId[];
const YEAR = { from: '2012-01-01', to: '2012-12-31' };

let bench: TestStore;
let folder: string;
let analysis: AnalysisStore;

before(async () => {
  bench = await testStore();
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-analysis-'));
  analysis = await AnalysisStore.open({ db: bench.store.db, folder, memoryMegabytes: 256 });
});
after(async () => {
  await analysis.close();
  await rm(folder, { recursive: true });
  await bench.drop();
});

/** A receipt of 2012; what matters to figures is thrown. */
function factOf(dice: Dice, referralId: string = newId(Date.parse('2012-06-01'))): PictureFact {
  const month = String(dice.int(1, 12)).padStart(2, '0');
  const answer = () => dice.pick(['yes', 'no', 'unknown']);
  return {
    referralId,
    receivedOn: `2012-${month}-${String(dice.int(1, 28)).padStart(2, '0')}`,
    receivedMonth: `2012-${month}-01`,
    source: dice.pick(['one', 'two', 'three']),
    sourceKind: 'platform',
    channel: dice.pick(['api', 'public']),
    state: dice.pick(['open', 'disseminated', 'folded', 'retracted']),
    threat: dice.pick(['images', 'exploitation', 'transnational', 'unknown']),
    incidentType: 'unknown',
    imminence: dice.pick(['P1', 'P2', 'P3']),
    band: dice.pick(['low', 'very-high']),
    decided: dice.chance(0.5),
    novelty: dice.pick(['first-seen', 'known', 'unknown']),
    unit: dice.pick(['none', 'north, "old"']),
    files: dice.int(0, 9),
    filesLevel4: dice.int(0, 2),
    filesCategoryA: dice.int(0, 2),
    girlsUnder10: dice.int(0, 1),
    children: dice.int(0, 2),
    abuseAchieved: answer(),
    aimsToMeet: answer(),
    registeredOffender: answer(),
    offenderAbroad: answer(),
    locatable: dice.chance(0.5),
    sentMinutes: dice.chance(0.5) ? dice.int(0, 3000) : null,
    acknowledgedMinutes: null,
    outcome: dice.chance(0.2) ? 'arrest' : null,
  };
}

async function put(facts: readonly PictureFact[]): Promise<void> {
  await inTransaction(bench.store, (tx) => putFacts(tx, facts));
}

async function ensureSame(): Promise<void> {
  const here = figuresHere(bench.store.db);
  assert.deepEqual(await analysis.coverage(), await here.coverage());
  for (const by of [undefined, ...(Object.keys(BREAKDOWNS) as Breakdown[])])
    for (const period of [YEAR, { from: '2012-03-10', to: '2012-05-02' }])
      assert.deepEqual(await analysis.measure(EVERY, period, by), await here.measure(EVERY, period, by), by);
}

describe('the analysis store', () => {
  const dice = new Dice(5);
  const facts = Array.from({ length: 400 }, () => factOf(dice));

  it('knows nothing before there is anything', async () => {
    assert.equal(await analysis.follow(), 0);
    assert.equal(await analysis.coverage(), undefined);
    assert.deepEqual((await analysis.measure(['incidents'], YEAR)).get('incidents'), []);
  });
  it('measures what the database itself measures, by every breakdown', async () => {
    await put(facts);
    assert.equal(await analysis.follow(), 12);
    await ensureSame();
  });
  it('works out only months that have changed, the one that a receipt left among them', async () => {
    assert.equal(await analysis.follow(), 0);
    const moved = facts.find(({ receivedMonth }) => receivedMonth === '2012-02-01')!;
    await put([{ ...moved, receivedOn: '2012-09-09', receivedMonth: '2012-09-01' }]);
    assert.equal(await analysis.follow(), 2);
    await ensureSame();
  });
  it('keeps one revision of each month, and nothing that names a receipt', async () => {
    const names = await readdir(folder);
    assert.equal(names.filter((name) => name.startsWith('facts-')).length, 12);
    assert.equal(names.filter((name) => name.startsWith('cube-')).length, 12);
    const duckdb = new DuckDbProcess({ folder, memoryMegabytes: 256 });
    const columns = await duckdb.query(`describe select * from read_parquet('${folder}/facts-*.parquet')`);
    await duckdb.close();
    assert.ok(columns.every(({ column_name }) => !String(column_name).includes('referral')));
  });
  it('goes on after its process was killed, and where another process replaced its files', async () => {
    const other = await AnalysisStore.open({ db: bench.store.db, folder, memoryMegabytes: 256 });
    await put([factOf(dice, facts[0]!.referralId)]);
    assert.ok((await other.follow()) > 0);
    await other.close();
    await ensureSame();
  });
  it('reads and writes its folder and nothing else, and tells no query', async () => {
    const duckdb = new DuckDbProcess({ folder, memoryMegabytes: 256 });
    const outside = path.join(tmpdir(), 'secret.csv');
    for (const query of [`select * from read_csv('${outside}')`, `copy (select 1) to '${outside}'`])
      await assert.rejects(duckdb.query(query), (problem: Error) => !problem.message.includes('secret'));
    await duckdb.close();
  });
});
