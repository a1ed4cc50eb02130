import fc from 'fast-check';
import type { Answers, Condition, Instrument, Item, Then } from './definition.ts';

const SOURCE = { basis: 'judgement', statement: 'made up for a test', date: '2026-11-22' } as const;
const BANDS = ['low', 'medium', 'high', 'very-high'];

function itemOf(code: string, points: readonly number[], shares: readonly number[] | null): Item {
  const sum = (shares ?? []).reduce((total, share) => total + share, 0);
  return {
    code,
    question: `What of ${code} is known?`,
    definition: 'A thing that stands in for a question.',
    example: 'Such as a thing in a test.',
    source: 'The test that asks for it.',
    about: 'incident',
    order: 'none',
    options: points.map((each, i) => ({
      value: `o${i}`,
      label: `Option ${i}`,
      points: each,
      ...(shares && sum > 0 && { share: shares[i]! / sum }),
    })),
    evidence: { neededFor: ['o1'], what: 'What it rests on.' },
    provenance: SOURCE,
    sharesFrom: SOURCE,
  };
}

/** A sound instrument of two bands that tests change. */
export function sampleInstrument(change: Partial<Instrument> = {}): Instrument {
  return {
    format: 'everydot-instrument-1',
    id: 'sample',
    version: '1',
    title: 'Sample',
    kind: 'points',
    estimates: 'Nothing at all.',
    notFor: ['Anything real.'],
    source: SOURCE,
    licence: 'Apache-2.0',
    validPopulation: { statement: 'Nobody.', outside: [] },
    validation: { status: 'not-validated', statement: 'Not validated.' },
    bands: [
      { code: 'low', label: 'Low' },
      { code: 'high', label: 'High', from: 2, provenance: SOURCE },
    ],
    items: [
      { ...itemOf('a', [0, 2], [3, 1]), order: 'rising' },
      { ...itemOf('b', [0, 1], [1, 1]), order: 'rising' },
      { ...itemOf('c', [0, 1], [1, 1]), order: 'rising' },
    ],
    ...change,
  };
}

const items = (least: number, most: number) =>
  fc
    .array(
      fc.record({
        points: fc.array(fc.integer({ min: -4, max: 5 }), { minLength: 2, maxLength: 4 }),
        shares: fc.option(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 })),
      }),
      { minLength: least, maxLength: most },
    )
    .map((all) =>
      all.map(({ points, shares }, i) => itemOf(`i${i}`, points, shares?.slice(0, points.length) ?? null)),
    );

const caution = fc.constantFrom(undefined, { ifReachable: 'high', propose: 'medium', provenance: SOURCE });

const pointsInstrument = (least: number, most: number): fc.Arbitrary<Instrument> =>
  fc
    .record({
      all: items(least, most),
      cuts: fc.uniqueArray(fc.integer({ min: -8, max: 12 }), { minLength: 3, maxLength: 3 }),
      held: caution,
    })
    .map(({ all, cuts, held }) => {
      const rising = [...cuts].sort((a, b) => a - b);
      const bands = BANDS.map((code, i) => ({
        code,
        label: code,
        ...(i > 0 && { from: rising[i - 1]!, provenance: SOURCE }),
      }));
      return sampleInstrument({ items: all, bands, ...(held && { caution: held }) });
    });

/** Filters lead only onwards; rules and bands stand in any order, so that worse answers may well lower the band. */
const phasedInstrument = (least: number, most: number): fc.Arbitrary<Instrument> =>
  items(least, most).chain((all) => {
    const condition: fc.Arbitrary<Condition> = fc
      .uniqueArray(fc.integer({ min: 0, max: all.length - 1 }), { minLength: 1, maxLength: 4 })
      .chain((places) =>
        fc.record({
          atLeast: fc.integer({ min: 1, max: places.length }),
          of: fc.tuple(
            ...places.map((place) =>
              fc
                .subarray(
                  all[place]!.options.map(({ value }) => value),
                  { minLength: 1 },
                )
                .map((is) => ({ item: all[place]!.code, is })),
            ),
          ),
        }),
      );
    const filter = (place: number) => {
      const leadsTo: fc.Arbitrary<Then> = fc.oneof(
        fc.constantFrom(...BANDS).map((band) => ({ band })),
        ...(place < 3 ? [fc.integer({ min: place + 1, max: 3 }).map((to) => ({ filter: `f${to}` }))] : []),
      );
      const rule = fc.record({ when: fc.array(condition, { minLength: 1, maxLength: 3 }), leadsTo });
      return fc.record({ rules: fc.array(rule, { maxLength: 4 }), otherwise: leadsTo }).map((made) => ({
        code: `f${place}`,
        title: `Filter ${place}`,
        about: 'A part of a test.',
        ...made,
      }));
    };
    return fc
      .record({ filters: fc.tuple(filter(0), filter(1), filter(2), filter(3)), held: caution })
      .map(({ filters, held }) =>
        sampleInstrument({
          kind: 'phased',
          items: all,
          bands: BANDS.map((code) => ({ code, label: code })),
          filters,
          ...(held && { caution: held }),
        }),
      );
  });

/** Instruments of either kind, with answers to some of their items. */
export const partlyAnswered = (
  least = 1,
  most = 6,
): fc.Arbitrary<{ instrument: Instrument; answers: Answers }> =>
  fc
    .oneof(pointsInstrument(least, most), phasedInstrument(least, most))
    .chain((instrument) => answersTo(instrument).map((answers) => ({ instrument, answers })));

export function answersTo(instrument: Instrument): fc.Arbitrary<Answers> {
  const each = instrument.items.map(({ code, options }) =>
    fc
      .constantFrom(null, 'unknown', ...options.map(({ value }) => value))
      .map((value) => [code, value] as const),
  );
  return fc
    .tuple(...each)
    .map((pairs) =>
      Object.fromEntries(pairs.flatMap(([code, value]) => (value === null ? [] : [[code, value]]))),
    );
}
