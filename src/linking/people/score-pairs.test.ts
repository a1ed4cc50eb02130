import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseValues } from '../model/link-record.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import { probabilityOf } from '../model/score-pair.ts';
import { SHIPPED_MODEL } from '../model/shipped/shipped-model.ts';
import { type Comparable, explainEdge, type Scoring, scorePair, scoringBy } from './score-pairs.ts';

const at = (population: number) => scoringBy(PERSON_SPEC, SHIPPED_MODEL, { id: 1, population });
const SMALL = at(SHIPPED_MODEL.trainedOn.rows);
/** The last 5 bits say of which attribute a term is. */
const termOf = (name: string) => String(32 + PERSON_SPEC.attributes.findIndex((one) => one.name === name));

type Said = Record<string, Record<string, string>>;
const EVERYTHING: Said = {
  name: { full: 'Robin Heron' },
  birth: { date: '1981-04-27' },
  email: { address: 'blue.heron@example.org' },
  username: { name: 'blue_heron', service: 'chat.example' },
};

function record(id: number, said: Said): Comparable {
  const values = PERSON_SPEC.attributes.map(({ name, kind }) =>
    said[name] ? normaliseValues(kind, [said[name]]) : [],
  );
  return { id, referralId: String(id), values, terms: Object.keys(said).map(termOf) };
}

/** What two records say of each other that both say this, where so many have the value of this attribute. */
function shared(scoring: Scoring, said: Said, held: { attribute: string; holders: number }) {
  const holders = new Map([[termOf(held.attribute), held.holders]]);
  const edge = scorePair(scoring, record(1, said), record(2, said), holders)!;
  const waterfall = explainEdge(scoring, edge);
  const step = waterfall.steps.find(({ attribute }) => attribute === held.attribute)!;
  return { edge, waterfall, net: step.bits + step.frequencyBits };
}

test('among ten million the same agreement is as much less likely as there are more strangers', () => {
  const rare = { attribute: 'email', holders: 2 };
  const few = shared(SMALL, EVERYTHING, rare).waterfall;
  const many = shared(at(10_000_000), EVERYTHING, rare).waterfall;
  const growth = 10_000_000 / SHIPPED_MODEL.trainedOn.rows;
  assert.ok(Math.abs(few.prior - many.prior - Math.log2(growth)) < 0.01);
  assert.equal(many.probability, probabilityOf(many.total));
});

for (const [attribute, value, cap] of [
  ['ip', { ip: '192.0.2.7' }, 15],
  ['ip', { ip: '2a00:1450:4001::7' }, 15],
  ['username', { name: 'blue_heron', service: 'chat.example' }, 127],
  ['device', { value: '6c40088f3b7d' }, 127],
] as const)
  test(`${Object.values(value)[0]} speaks for nobody once more than ${cap} have it, and the reasons say so`, () => {
    const said = { ...EVERYTHING, [attribute]: value };
    assert.ok(shared(SMALL, said, { attribute, holders: cap }).net > 0);
    for (const holders of [cap + 1, 50_000]) {
      const { edge, waterfall, net } = shared(SMALL, said, { attribute, holders });
      assert.ok(net <= 0, `${holders} holders: ${net} bits`);
      assert.ok(Math.abs(waterfall.total - edge.bits) < 0.01);
    }
  });

test('port and hour still tell one subscriber from the others behind an address', () => {
  const ip = { ip: '192.0.2.7', port: '40123', at: '2026-02-01T10:00:00Z' };
  assert.ok(shared(SMALL, { ...EVERYTHING, ip }, { attribute: 'ip', holders: 20 }).net > 0);
});

test('a name that thousands have still says what its share says', () => {
  const { net } = shared(at(10_000_000), EVERYTHING, { attribute: 'name', holders: 500 });
  assert.ok(net > 0);
});
