import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addPerson, openBureau, type PersonActor, registerSource } from '../../access/index.ts';
import {
  addLook,
  addNoveltyMark,
  countMarks,
  figuresHere,
  forecastYear,
  lastLook,
  type PictureFact,
  putFacts,
  readAlerts,
  readSeries,
  referralsBehind,
  storedAlerts,
} from '../../picture/index.ts';
import { inTransaction } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { judgeAlert, seeAlert } from './judge-alert.ts';
import { lookForAlerts } from './look-for-alerts.ts';
import { declareBreak, nameTag } from './name-novelty.ts';
import { readAlert } from './read-alert.ts';
import { readEmerging } from './read-emerging.ts';
import { readForecasts } from './read-forecasts.ts';
import { NOW, OUTBREAK, yearsWithOutbreak } from './test-facts.ts';

// Facts of four years in PostgreSQL: calm but for an outbreak of one type in the last weeks, from one sender.

const SYSTEM = { kind: 'system', part: 'test' } as const;

let bench: TestStore;
let people: Record<'statistician' | 'analyst' | 'officer', PersonActor>;
let planted: string[];
let lastFact: PictureFact;

before(async () => {
  bench = await testStore(NOW);
  const { store } = bench;
  await openBureau(store.db, { name: 'Test bureau', synthetic: true, openedAt: NOW });
  for (const id of ['platform-one', 'hotline-one'])
    await registerSource(store, SYSTEM, { id, name: id, kind: 'platform' });
  const add = (role: 'statistician' | 'analyst' | 'force-officer', compartment: string | null = null) =>
    addPerson(store.db, { name: `Sample ${role}`, roles: [role], compartment });
  people = {
    statistician: await add('statistician'),
    analyst: await add('analyst'),
    officer: await add('force-officer', 'kent'),
  };
  const { facts, outbreak } = yearsWithOutbreak(7);
  planted = outbreak;
  lastFact = facts.at(-1)!;
  for (let from = 0; from < facts.length; from += 5_000)
    await inTransaction(store, (tx) => putFacts(tx, facts.slice(from, from + 5_000)));
  for (const referralId of planted.slice(0, 4)) await mark(referralId, 'new-payment-route');
});
after(() => bench.drop());

async function mark(referralId: string, tag: string): Promise<void> {
  const { db, clock } = bench.store;
  const own = { id: newId(NOW.getTime()), markedBy: people.analyst.id, markedAt: clock.now(), note: null };
  await addNoveltyMark(db, { ...own, referralId, tag });
}

const forecasts = (asked: Parameters<typeof readForecasts>[2]) =>
  readForecasts({ ...source(), ...bench.store }, people.analyst, asked);
const source = () => ({ store: bench.store, figures: figuresHere(bench.store.db) });
const isOutbreak = ({ series }: { series: string }) =>
  series.includes('"incident_type":"financial-sextortion"');

describe('looking for what emerges', () => {
  it('a planted outbreak is found with its referrals, and what is calm stays quiet', async () => {
    const { look, found } = await lookForAlerts(source(), people.statistician);
    const alerts = await storedAlerts(bench.store.db);
    assert.equal(alerts.length, found);
    assert.deepEqual([look.weeksUntil, look.monthsUntil], ['2026-02-23', '2026-02-01']);
    const outbreak = alerts.filter(isOutbreak);
    assert.ok(outbreak.some(({ method }) => method === 'farrington'));
    const behind = await referralsBehind(
      bench.store.db,
      outbreak.find(({ method }) => method === 'farrington')!.id,
    );
    assert.deepEqual(behind.toSorted(), planted.toSorted());
    // Half a year of weeks and a year of months of every calm series: those without the outbreak in them.
    const calm = alerts.filter(({ firstPeriod }) => firstPeriod < OUTBREAK.from.slice(0, 8));
    assert.ok(calm.length <= look.judged * 26 * 0.01, `${calm.length} calm alerts`);
    assert.ok(calm.length <= 3, `${calm.length} calm alerts`);
  });
  it('the same rise is one alert: looking again finds nothing, and a quiet month ends it', async () => {
    const before = await storedAlerts(bench.store.db);
    assert.equal((await lookForAlerts(source(), SYSTEM)).found, 0);
    bench.store.clock.set(new Date('2026-03-30T09:00:00Z'));
    const { ended } = await lookForAlerts(source(), SYSTEM);
    const after = await storedAlerts(bench.store.db);
    assert.ok(ended > 0);
    const weekly = after.find((alert) => isOutbreak(alert) && alert.method === 'farrington')!;
    assert.equal(weekly.endedPeriod, '2026-03-16');
    assert.equal(weekly.lastPeriod, '2026-02-16');
    assert.equal(
      after.filter(({ method }) => method === 'farrington').length,
      before.filter(({ method }) => method === 'farrington').length,
    );
    bench.store.clock.set(NOW);
  });
  it('speaks of reports in a sentence with the count, what was expected, and no bare percentage', async () => {
    for (const { says, count } of await readAlerts(bench.store.db)) {
      assert.match(says, /^Reports /);
      assert.ok(says.includes(count.toLocaleString('en-GB')));
      assert.ok(!says.includes('%') || says.includes('95 % interval'));
    }
    const old = await readAlerts(bench.store.db, { from: '2020-01-01', to: '2020-12-31' });
    assert.deepEqual(old, []);
  });
  it('is ranked: one rise is told once, with its parts', async () => {
    const page = await readEmerging(source(), people.statistician);
    const all = [...page.alive.flatMap(({ alert, parts }) => [alert, ...parts]), ...page.ended];
    assert.equal(all.length, page.bookkeeping.found);
    for (const { alert, parts } of page.alive) for (const part of parts) assert.ok(part.id !== alert.id);
  });
});

describe('judging an alert', () => {
  it('is for strategic analysts, needs a note, and can be done again', async () => {
    const { db } = bench.store;
    const id = (await storedAlerts(db)).find(isOutbreak)!.id;
    await assert.rejects(seeAlert(bench.store, people.analyst, id), { code: 'access.not-allowed' });
    await seeAlert(bench.store, people.statistician, id);
    const judge = (judgement: string, note: string) =>
      judgeAlert(bench.store, people.statistician, { id, judgement, note });
    await assert.rejects(judge('real', 'Ring 07700 900123'), { code: 'picture.names-somebody' });
    await assert.rejects(judge('real', ' '), { code: 'picture.alert-note-needed' });
    await assert.rejects(judge('maybe', 'x'), { code: 'picture.unknown-judgement' });
    await judge('explained', 'A backlog of one sender.');
    await judge('real', 'The backlog explains a fifth of it.');
    const { bookkeeping } = await readEmerging(source(), people.statistician);
    assert.deepEqual([bookkeeping.judged, bookkeeping.real], [1, 1]);
    const page = await readAlert(bench.store, people.statistician, id);
    assert.equal(page.judgedBy, 'Sample statistician');
    assert.equal(page.behind, null);
  });
  it('a receiving unit sees no alert of another unit, of a sender or of a tag, and no small counts', async () => {
    const { alive, ended } = await readEmerging(source(), people.officer);
    const seen = [...alive.flatMap(({ alert, parts }) => [alert, ...parts]), ...ended];
    for (const { series, count, points } of seen) {
      assert.ok(!/"source"|"tag"|essex/.test(series) && count >= 5);
      assert.ok(
        series.includes('kent') || points.every(({ count: one }) => one === null || one === 0 || one >= 5),
      );
    }
    assert.ok(seen.some(({ points }) => points.length === 0));
    const id = (await storedAlerts(bench.store.db)).find(({ series }) => series.includes('"source"'))!.id;
    await assert.rejects(readAlert(bench.store, people.officer, id), { code: 'picture.unknown-alert' });
  });
});

describe('the forecast', () => {
  it('equals that of the same counts as a table, to the end of either year', async () => {
    for (const lastMonth of [12, 3]) {
      const asked = { lastMonth, asOf: '2025-11' };
      const page = await forecasts(asked);
      const csv = page.figures.flatMap(({ id, series }) =>
        series.starts.map(
          (start, i) => `${start},${id},${Number.isNaN(series.counts[i]) ? '' : series.counts[i]}`,
        ),
      );
      const series = readSeries(Buffer.from(['month,figure,count', ...csv].join('\n')), {
        period: 'month',
        count: 'count',
        by: ['figure'],
        dayFirst: false,
      });
      const table = forecastYear([series[0]!, ...series.slice(1)], { lastMonth });
      assert.deepEqual(page.backtest, table.backtest);
      for (const { id, forecast } of page.figures)
        assert.deepEqual(forecast, table.forecasts.find((one) => one.series === id) ?? null);
    }
    await assert.rejects(forecasts({ lastMonth: 13 }), { code: 'picture.invalid-year-end' });
  });
  it('is rounded, without small counts, for whoever may not open what is counted', async () => {
    const asked = { asOf: '2025-11' };
    for (const person of [people.officer, people.statistician]) {
      const { figures } = await readForecasts({ ...source(), ...bench.store }, person, asked);
      for (const { forecast, actual, series } of figures) {
        const counts = [...series.counts, forecast?.known ?? 0, actual ?? 0].filter(
          (count) => !Number.isNaN(count),
        );
        assert.ok(
          counts.every((count) => count % 5 === 0),
          `${counts}`,
        );
      }
    }
    const { figures } = await forecasts(asked);
    assert.ok(figures.some(({ series }) => series.counts.some((count) => count % 5 !== 0)));
  });
  it('made for a time that is over, it stands beside what came', async () => {
    const { figures } = await forecasts({ asOf: '2025-09' });
    const [received] = figures;
    assert.ok(received!.actual! > received!.forecast!.known);
    assert.ok(
      received!.forecast!.low! <= received!.actual! && received!.actual! <= received!.forecast!.high!,
    );
  });
});

describe('tags and breaks', () => {
  it('a tag is named without personal data, once', async () => {
    const name = (text: string) => nameTag(bench.store, people.statistician, { kind: 'service', name: text });
    assert.equal(await name('Voice chat in games'), 'voice-chat-in-games');
    await assert.rejects(name('voice chat in GAMES'), { code: 'picture.tag-exists' });
    for (const bad of [
      ...['ab', 'x@example.org', 'call 07700900123', 'call 077 009 00 123', 'see https://example.org'],
      ...['t.example/somebody', 'from 192.0.2.14', 'from 2001:db8:0:1', 'at SW1A 1AA'],
    ])
      await assert.rejects(name(bad), { code: 'picture.tag-name' }, bad);
    await assert.rejects(nameTag(bench.store, people.analyst, { kind: 'service', name: 'Something' }), {
      code: 'access.not-allowed',
    });
  });
  it('a mark becomes an alert in its first month, with the referrals that bear it', async () => {
    const { db } = bench.store;
    assert.deepEqual(await countMarks(db), [
      { of: { tag: 'new-payment-route' }, start: '2026-02-01', count: 4 },
    ]);
    const tagged = (await storedAlerts(db)).filter(({ method }) => method === 'tagged');
    assert.deepEqual(
      tagged.map(({ series, count, firstPeriod }) => [series, count, firstPeriod]),
      [['{"tag":"new-payment-route"}', 4, '2026-02-01']],
    );
    assert.deepEqual((await referralsBehind(db, tagged[0]!.id)).toSorted(), planted.slice(0, 4).toSorted());
  });
  it('a break in counting cuts every series of its kind', async () => {
    const declare = (fromDay: string) =>
      declareBreak(bench.store, people.statistician, { fromDay, what: 'New reporting form' });
    for (const day of ['2026-02-31x', '2026-02-30', 'March'])
      await assert.rejects(declare(day), { code: 'picture.invalid-break' });
    const of = { colour: 'red' };
    await assert.rejects(
      declareBreak(bench.store, people.statistician, { fromDay: '2026-01-01', what: 'Form', of }),
      { code: 'picture.invalid-break' },
    );
    await assert.rejects(
      declareBreak(bench.store, people.statistician, { fromDay: '2025-12-10', what: 'Asked by Mr Example' }),
      { code: 'picture.names-somebody' },
    );
    const before = await forecasts({});
    await declare('2025-12-10');
    const cut = await forecasts({});
    assert.equal(before.figures.filter(({ forecast }) => forecast !== null).length, 4);
    assert.ok(cut.figures.every(({ forecast }) => forecast === null));
  });
  it('an alert that a break cuts off ends with the figures that it was found by', async () => {
    const { db, clock } = bench.store;
    const slow = async () => (await storedAlerts(db)).filter(({ method }) => method === 'slow-rise');
    const up = (await slow()).filter(({ endedPeriod }) => endedPeriod === null);
    assert.ok(up.length > 0);
    clock.set(new Date('2026-06-01T09:00:00Z'));
    await putFacts(db, [
      { ...lastFact, referralId: newId(), receivedOn: '2026-05-20', receivedMonth: '2026-05-01' },
    ]);
    await lookForAlerts(source(), SYSTEM);
    const after = new Map((await slow()).map((alert) => [alert.id, alert]));
    for (const { id, count, upper, lowRatio, points } of up) {
      const cut = after.get(id)!;
      assert.ok(cut.endedPeriod !== null);
      assert.deepEqual([cut.count, cut.upper, cut.lowRatio, cut.points], [count, upper, lowRatio, points]);
    }
  });
  it('the look that judged the furthest is the last one, whatever its clock said', async () => {
    const { db } = bench.store;
    const look = (await lastLook(db))!;
    const further = { ...look, id: newId(), at: new Date('2020-01-01'), weeksUntil: '2026-06-01' };
    await addLook(db, further);
    assert.equal((await lastLook(db))!.id, further.id);
  });
});
