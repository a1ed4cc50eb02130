import assert from 'node:assert/strict';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../../shared/db.ts';
import { Dice } from '../../shared/dice.ts';
import { newId } from '../../shared/ids.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { CROSSINGS, type Crossing } from '../crossings.ts';
import { figuresHere } from '../figures-here.ts';
import { BREAKDOWNS, type Breakdown, INDICATORS, type IndicatorId } from '../indicators.ts';
import type { PictureFact } from '../picture-fact.ts';
import { putFacts } from '../picture-records.ts';
import type { KeyedCell } from '../tables/keyed-cells.ts';
import { AnalysisStore } from './analysis-store.ts';
import { DuckDbProcess } from './duckdb-process.ts';

const EVERY = Object.keys(INDICATORS) as IndicatorId[];
/** Each month costs two files whenever it is worked out. */
const MONTHS = ['01', '02', '05', '09'];
const YEAR = { from: '2012-01-01', to: '2012-12-31' };

let bench: TestStore;
let folder: string;
let analysis: AnalysisStore;
/** By which cuts grow old. */
let today = new Date('2013-01-01T12:00:00Z');

before(async () => {
  bench = await testStore();
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-analysis-'));
  analysis = await AnalysisStore.open({
    db: bench.store.db,
    folder,
    memoryMegabytes: 256,
    now: () => today,
  });
});
after(async () => {
  await analysis.close();
  await rm(folder, { recursive: true });
  await bench.drop();
});

/** A receipt of 2012; what matters to figures is thrown. */
function factOf(dice: Dice, referralId: string = newId(Date.parse('2012-06-01'))): PictureFact {
  const month = dice.pick(MONTHS);
  const answer = () => dice.pick(['yes', 'no', 'unknown']);
  return {
    referralId,
    receivedOn: `2012-${month}-${String(dice.int(1, 28)).padStart(2, '0')}`,
    receivedMonth: `2012-${month}-01`,
    source: dice.pick(['one', 'Two', 'three', 'été', 'null', '']),
    sourceKind: 'platform',
    channel: dice.pick(['api', 'public']),
    state: dice.pick(['open', 'disseminated', 'folded', 'retracted']),
    threat: dice.pick(['images', 'exploitation', 'transnational', 'unknown']),
    incidentType: 'unknown',
    imminence: dice.pick(['P1', 'P2', 'P3']),
    band: dice.pick(['low', 'very-high']),
    decided: dice.chance(0.5),
    novelty: dice.pick(['first-seen', 'known', 'unknown']),
    unit: dice.pick(['none', 'north, "old"', 'a\\b\nc', '_']),
    files: dice.int(0, 9),
    filesLevel4: dice.int(0, 2),
    filesCategoryA: dice.int(0, 2),
    girlsUnder10: dice.int(0, 1),
    children: dice.int(0, 2),
    abuseAchieved: answer(),
    aimsToMeet: answer(),
    registeredOffender: answer(),
    offenderAbroad: answer(),
    abroadCountry: dice.pick(['FR', 'TH', 'none']),
    abroadRisk: dice.pick(['embedded', 'travel', 'none']),
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
    for (const period of [YEAR, { from: '2012-01-10', to: '2012-05-02' }])
      assert.deepEqual(await analysis.measure(EVERY, period, by), await here.measure(EVERY, period, by), by);
  for (const crossing of Object.keys(CROSSINGS) as Crossing[])
    for (const step of ['week', 'month'] as const) {
      const period = { from: '2012-01-30', to: '2012-11-04' };
      const counted = await here.series(crossing, period, step);
      assert.deepEqual(await analysis.series(crossing, period, step), counted, crossing);
      assert.ok(counted.length > 0);
    }
  const cells = await here.keyedCells({ ...BY_UNIT_AND_MONTH, asOf: null });
  assert.deepEqual(
    sortedCells(await analysis.keyedCells({ ...BY_UNIT_AND_MONTH, asOf: null })),
    sortedCells(cells),
  );
  assert.ok(cells.length > 12);
}

const BY_UNIT_AND_MONTH = {
  columns: ['unit', 'left(received_month::text, 7)'],
  condition: `state <> 'folded'`,
  period: YEAR,
};

function sortedCells(cells: readonly KeyedCell[]): string[] {
  return cells.map((cell) => JSON.stringify(cell)).sort();
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
    assert.equal(await analysis.follow(), MONTHS.length);
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
    assert.equal(names.filter((name) => name.startsWith('facts-')).length, MONTHS.length);
    assert.equal(names.filter((name) => name.startsWith('cube-')).length, MONTHS.length);
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
  it('works out anew what was made in another shape', async () => {
    const before = await readdir(folder);
    for (const name of before)
      await rename(
        path.join(folder, name),
        path.join(folder, name.replace(/\.[0-9a-f]{8}\.parquet$/, '.parquet')),
      );
    const other = await AnalysisStore.open({ db: bench.store.db, folder, memoryMegabytes: 256 });
    assert.equal(await other.follow(), MONTHS.length);
    await other.close();
    assert.deepEqual((await readdir(folder)).sort(), before.sort());
  });
  it('shows tables a month as it stood at the last cut, for thirty days', async () => {
    const ask = (day: string) =>
      analysis.keyedCells({ ...BY_UNIT_AND_MONTH, asOf: new Date(`${day}T12:00:00Z`) });
    const first = sortedCells(await ask('2013-01-01'));
    // The first was replaced above, and lies in another month by now.
    const changed = facts.slice(1).find(({ receivedMonth }) => receivedMonth === '2012-05-01')!;
    await put([{ ...changed, state: 'open', unit: 'south' }]);
    assert.equal(await analysis.follow(), 1);
    assert.deepEqual(sortedCells(await ask('2013-01-30')), first);
    assert.ok(sortedCells(await ask('2013-02-01')).some((cell) => cell.includes('south')));
    const cuts = (await readdir(folder)).filter((name) => name.startsWith('cut-'));
    assert.equal(cuts.length, MONTHS.length, 'one of each month');
    assert.equal(
      cuts.filter((name) => name.includes('2013-02-01')).length,
      1,
      'a month as it was keeps its cut',
    );
  });
  it('keeps no cut of a month that has changed for longer than it stands, though nobody asks for a table', async () => {
    const taken = async () => (await readdir(folder)).filter((name) => name.startsWith('cut-2012-05'));
    const changed = facts.slice(1).find(({ receivedMonth }) => receivedMonth === '2012-05-01')!;
    await put([{ ...changed, unit: 'west' }]);
    today = new Date('2013-02-20T12:00:00Z');
    await analysis.follow();
    assert.equal((await taken()).length, 1, 'it stands for thirty days');
    today = new Date('2013-03-04T12:00:00Z');
    await analysis.follow();
    assert.deepEqual(await taken(), []);
  });
  it('reads and writes its folder and nothing else, and tells no query', async () => {
    const duckdb = new DuckDbProcess({ folder, memoryMegabytes: 256 });
    const outside = path.join(tmpdir(), 'secret.csv');
    for (const query of [`select * from read_csv('${outside}')`, `copy (select 1) to '${outside}'`])
      await assert.rejects(duckdb.query(query), (problem: Error) => !problem.message.includes('secret'));
    await duckdb.close();
  });
});
