import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyMapping, proposeMapping, readWorkbook, schemeOn } from '../../returns/index.ts';
import { Dice } from '../../shared/dice.ts';
import { planTruth, truthKey } from './force-truth.ts';
import { writeReturns } from './write-returns.ts';

const PERIOD = { from: '2012-01-01', to: '2012-12-31' };
const returns = writeReturns({ seed: 1, year: 2012 });

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
