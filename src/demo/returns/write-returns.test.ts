import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyMapping, type Mapping, proposeMapping, readWorkbook, schemeOn } from '../../returns/index.ts';
import { Dice } from '../../shared/dice.ts';
import { planTruth, truthKey } from './force-truth.ts';
import { type ExampleReturn, writeReturns } from './write-returns.ts';

const PERIOD = { from: '2012-01-01', to: '2012-12-31' };
const returns = writeReturns({ seed: 1, year: 2012 });

function isOfManyTables({ layout }: ExampleReturn): boolean {
  return layout === 'sheetEach' || layout === 'stackedTables';
}

describe('the returns of 2012', () => {
  it('come to 2,120 lone perpetrators in 25 forces and 65 groups in 31, whatever the seed', () => {
    for (const seed of [1, 2, 3]) {
      const planned = planTruth(new Dice(seed), 2012);
      const told = (id: string) => planned.flatMap(({ counts }) => counts.get(truthKey(id)) ?? []);
      const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
      assert.deepEqual([told('lone-perpetrators').length, sum(told('lone-perpetrators'))], [25, 2_120]);
      assert.deepEqual([told('group-offences').length, sum(told('group-offences'))], [31, 65]);
    }
  });
  it('are the same bytes for the same seed', () => {
    const again = writeReturns({ seed: 1, year: 2012 });
    assert.deepEqual(
      again.map(({ raw }) => raw),
      returns.map(({ raw }) => raw),
    );
  });
  it('come in several layouts and formats', () => {
    assert.ok(new Set(returns.map(({ layout }) => layout)).size >= 5);
    assert.ok(new Set(returns.map(({ format }) => format)).size >= 5);
  });
  it('are read, with nobody’s help, as the truth beside them says', async () => {
    const scheme = schemeOn(PERIOD.from);
    for (const { force, raw, told } of returns.slice(0, 16)) {
      const sheets = await readWorkbook(raw);
      const { mapping } = proposeMapping(sheets, scheme, [], { period: PERIOD });
      const { figures } = applyMapping(sheets, mapping, scheme, { period: PERIOD });
      const plain = (
        all: readonly { question: string; codes: Readonly<Record<string, string>>; value: number | null }[],
      ) => Object.fromEntries(all.map((one) => [truthKey(one.question, one.codes), one.value]).sort());
      assert.deepEqual(plain(figures), plain(told), force);
    }
  });
  it('are read the same by what the force confirmed last year, and by what others did', async () => {
    const scheme = schemeOn(PERIOD.from);
    const lastYear = { from: '2011-01-01', to: '2011-12-31' };
    const before = new Map<string, Mapping>();
    for (const { force, raw } of writeReturns({ seed: 1, year: 2011 }).filter(isOfManyTables))
      before.set(force, proposeMapping(await readWorkbook(raw), scheme, [], { period: lastYear }).mapping);
    const again = returns.filter((one) => isOfManyTables(one) && before.has(one.force));
    assert.ok(again.length >= 5);
    for (const { force, raw, told } of again) {
      const sheets = await readWorkbook(raw);
      const own = before.get(force)!;
      const others = [...before.values()].filter((one) => one !== own);
      const truth = Object.fromEntries(
        told.map(({ question, codes, value }) => [truthKey(question, codes), value]),
      );
      for (const [examples, options] of [
        [[], { own }],
        [others, {}],
        [others, { own }],
      ] as const) {
        const { mapping } = proposeMapping(sheets, scheme, examples, { period: PERIOD, ...options });
        const { figures } = applyMapping(sheets, mapping, scheme, { period: PERIOD });
        const read = Object.fromEntries(figures.map((one) => [truthKey(one.question, one.codes), one.value]));
        assert.deepEqual(read, truth, force);
      }
    }
  });
  it('say something else where a fault is planted, under the same labels', async () => {
    const { force } = returns.find(({ layout }) => layout === 'questionRows')!;
    const [sheet] = await readWorkbook(returns.find((one) => one.force === force)!.raw);
    for (const fault of ['slipped-rows', 'thousands', 'impossible-ratio'] as const) {
      const planted = writeReturns({ seed: 1, year: 2012, faults: { [force]: fault } }).find(
        (one) => one.force === force,
      )!;
      const [changed] = await readWorkbook(planted.raw);
      assert.notDeepEqual(changed!.rows, sheet!.rows, fault);
      assert.deepEqual(
        changed!.rows.map(([label]) => label),
        sheet!.rows.map(([label]) => label),
        fault,
      );
    }
  });
});
