import fc from 'fast-check';
import { MARKS, type Mark } from '../../shared/marks.ts';
import type { FrozenContent, Release, ReleasedFigure, ReleasedTable } from '../releases/release.ts';
import { TEST_CONTENT, TEST_RELEASE } from './test-edition.ts';

// Editions of any shape, with texts that files and spreadsheets stumble over.

const mark = fc.constantFrom(...(Object.keys(MARKS) as Mark[]));
const marks = fc.uniqueArray(mark, { maxLength: 3 });
const nasty = fc.constantFrom(
  '',
  ' ',
  '=1+1',
  '@SUM(A1)',
  'a "quoted", text',
  "it's <b>&amp;",
  'line\none\ttwo',
  '_x0041_',
  'Eñ∂ 日本 🙂',
  '\u0000\u0007\uFFFF',
);
const text = fc.oneof(fc.string({ maxLength: 30, unit: 'binary' }), nasty);
const number = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
);
const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,35}$/);

const figure = (of: string): fc.Arbitrary<ReleasedFigure> =>
  fc
    .record({ title: text, definition: text, value: number, earlier: number, marks, breaks: fc.array(text) })
    .map(({ value, ...rest }) => ({
      ...TEST_CONTENT.figures[value === null ? 0 : 2]!,
      ...rest,
      id: of,
      measured: { numerator: 1, denominator: null, value },
    }));

const table = (of: string): fc.Arbitrary<ReleasedTable> =>
  fc.integer({ min: 1, max: 3 }).chain((width) =>
    fc.record({
      id: fc.constant(of),
      title: text,
      definition: text,
      note: text,
      protection: fc.constantFrom('suppress' as const, 'move' as const, 'round' as const),
      dimensions: fc.array(fc.oneof(text, fc.constant('Count')), { minLength: width, maxLength: width }),
      rows: fc.array(
        fc.record({
          cells: fc.array(text, { minLength: width, maxLength: width }),
          count: fc.option(fc.nat(), { nil: null }),
          marks,
          earlier: fc.option(fc.nat(), { nil: null }),
        }),
        { maxLength: 6 },
      ),
    }),
  );

const content: fc.Arbitrary<FrozenContent> = fc
  .record({
    ids: fc.uniqueArray(id, { maxLength: 4 }),
    tableIds: fc.uniqueArray(id, { maxLength: 3 }),
    some: fc.record({
      claims: fc.boolean(),
      series: fc.boolean(),
      alerts: fc.boolean(),
      forecasts: fc.boolean(),
      hidden: fc.boolean(),
    }),
  })
  .chain(({ ids, tableIds, some }) =>
    fc.record({
      figures: fc.tuple(...ids.map(figure)),
      tables: fc.tuple(...tableIds.map(table)),
      claims: fc.constant(some.claims ? TEST_CONTENT.claims : []),
      series: fc.constant(some.series ? TEST_CONTENT.series : []),
      alerts: fc.constant(some.alerts ? TEST_CONTENT.alerts : []),
      forecasts: fc.constant(some.forecasts ? TEST_CONTENT.forecasts : []),
      hidden: fc.constant(some.hidden ? TEST_CONTENT.hidden : null),
    }),
  );

export const randomEdition: fc.Arbitrary<{ release: Release; content: FrozenContent }> = fc.record({
  release: fc
    .record({ title: text, summary: text, section: text, progress: text })
    .map(({ title, summary, section, progress }) => ({
      ...TEST_RELEASE,
      title,
      summary,
      sections: [{ id: 'one', heading: title, text: section }],
      priorities: TEST_RELEASE.priorities.map((one) => ({ ...one, progress })),
    })),
  content,
});
