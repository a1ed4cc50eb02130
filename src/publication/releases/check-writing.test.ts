import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HiddenReport, NationalFigure } from '../../picture/index.ts';
import { changeBetween } from '../../picture/index.ts';
import type { Claim } from '../claims/claim.ts';
import { checkTracked, checkWriting } from './check-writing.ts';
import { differingSections } from './compare-content.ts';
import { markRevisions, type NewContent } from './mark-revisions.ts';
import { protectAlerts, protectHidden } from './protect-ahead.ts';
import { protectFigure } from './protect-figures.ts';
import type { FrozenContent } from './release.ts';
import type { TrackedItem } from './tracked-item.ts';
import { offScaleWords } from './yardstick.ts';

type Part = Partial<NationalFigure> & { count?: number; of?: number | null; was?: number };

function figure(id: string, { count = 100, of = null, was, ...part }: Part = {}): NationalFigure {
  return {
    id,
    origin: 'records',
    group: 'images',
    title: id,
    definition: '',
    unit: of === null ? 'reports' : 'share',
    version: 1,
    provenance: '',
    period: { from: '2025-01-01', to: '2025-12-31' },
    measured: { numerator: count, denominator: of, value: of === null ? count : count / of },
    interval: of === null ? null : [0.1, 0.2],
    coverage: null,
    estimate: null,
    before: null,
    comparedWith: null,
    change: was === undefined ? null : changeBetween(was, count),
    compared: null,
    breaks: [],
    marks: [],
    computedAt: '2026-02-02T09:00:00.000Z',
    ...part,
  };
}

const NOTHING = { tables: [], claims: [], series: [], alerts: [], forecasts: [], hidden: null };

function content(figures: NationalFigure[], part: Partial<FrozenContent> = {}): FrozenContent {
  return { ...NOTHING, ...part, figures: figures.map((one) => ({ ...one, earlier: null })) };
}

function warningsFor(text: string, of: FrozenContent): [string, string, string | null][] {
  return checkWriting([{ id: 'images', heading: 'Images', text }], of).map(({ code, what, id }) => [
    code,
    what,
    id,
  ]);
}

describe('words beside a figure', () => {
  const up = figure('up', { count: 1_200, was: 1_000 });
  const doubled = figure('doubled', { count: 2_300, was: 1_000 });
  const flat = figure('flat', { count: 1_005, was: 1_000 });
  const all = content([up, doubled, flat]);

  it('“doubled” stands only where the wording rule allows it', () => {
    assert.deepEqual(warningsFor('Reports doubled to [[figure up]].', all), [
      ['too-strong', 'doubled', 'up'],
    ]);
    assert.deepEqual(warningsFor('Reports doubled to [[figure doubled]].', all), []);
    assert.deepEqual(warningsFor('They rose to [[figure flat]].', all), [['too-strong', 'rose', 'flat']]);
    assert.deepEqual(warningsFor('They fell to [[figure up]].', all), [['too-strong', 'fell', 'up']]);
  });

  it('only in the sentence of the figure', () => {
    assert.deepEqual(warningsFor('There were [[figure flat]]. Something else rose.', all), []);
    assert.deepEqual(
      warningsFor('Something rose. There were [[figure flat]]. There, [[figure up]] rose.', all),
      [],
    );
    assert.deepEqual(warningsFor('A rose. [[figure flat]] rose.', all), [['too-strong', 'rose', 'flat']]);
  });

  it('recorded change is no change in how common something is', () => {
    assert.deepEqual(warningsFor('Abuse is more widespread: [[figure up]].', all), [
      ['prevalence', 'more widespread', 'up'],
    ]);
  });
});

describe('numbers typed by hand', () => {
  const share = figure('share', { count: 790, of: 1_145 });
  const reports = figure('reports', { count: 1_145, was: 800 });

  it('a percentage or a count that is a figure is to be shown as one', () => {
    const of = content([share, reports]);
    assert.deepEqual(warningsFor('In 69 % nothing was achieved.', of), [['typed-figure', '69 %', 'share']]);
    assert.deepEqual(warningsFor('Of 1,145 reports 69.0 per cent', of), [
      ['typed-figure', '1,145', 'reports'],
      ['typed-figure', '69.0 per cent', 'share'],
    ]);
    assert.deepEqual(warningsFor('Up 43%', of), [['typed-figure', '43%', 'reports']]);
    assert.deepEqual(warningsFor('In 2012, 68.1 % of 1,146; section 1.145', of), []);
  });

  it('a claim is used with its source', () => {
    const claim = { id: 'children', value: 190_000, statement: 'One in 58', saidBy: 'A charity' } as Claim;
    const of = content([], { claims: [claim] });
    assert.deepEqual(warningsFor('About 190,000 children.', of), [
      ['claim-without-source', 'A charity', 'children'],
    ]);
    assert.deepEqual(warningsFor('It is one in 58.', of), [
      ['claim-without-source', 'A charity', 'children'],
    ]);
    assert.deepEqual(warningsFor('About 190,000 children.\n\n[[claim children]]', of), []);
  });
});

describe('coverage, judgement and what is tracked', () => {
  it('where not every force answered the section says so', () => {
    const coverage = {
      scope: 'england-and-wales' as const,
      answered: 25,
      of: 43,
      shareOfPopulation: 0.6,
      missing: [],
    };
    const of = content([figure('lone', { coverage })]);
    assert.deepEqual(warningsFor('There were [[figure lone]].', of), [['coverage-not-said', '', 'lone']]);
    assert.deepEqual(warningsFor('There were [[figure lone]] ([[figure lone coverage]]).', of), []);
    assert.deepEqual(warningsFor('From 25 of 43 forces: [[figure lone]].', of), []);
  });

  it('words of judgement are those of the yardstick', () => {
    assert.deepEqual(offScaleWords('It is very likely, possibly certainly.'), [
      'very likely',
      'possibly',
      'certainly',
    ]);
    assert.deepEqual(
      offScaleWords('Almost certain, highly likely, a realistic possibility, a remote chance; probable.'),
      [],
    );
  });

  it('what may name somebody is told, with the line and never with what stands there', () => {
    const text = 'One line.\n\nMost came from @somebody_1, as Mr Example said.';
    assert.deepEqual(warningsFor(text, content([])), [
      ['names-somebody', 'contact', null],
      ['names-somebody', 'name', null],
    ]);
  });
  it('an edition without priorities or gaps, or with overdue ones, says so', () => {
    const item: TrackedItem = {
      ...{
        id: '1',
        reportId: 'r',
        kind: 'priority',
        carriedFrom: null,
        version: 1,
        what: 'Feedback',
        why: '',
        owner: 'Desk',
      },
      ...{ dueOn: '2026-02-01', state: 'open', soFar: '' },
    };
    const codes = (items: TrackedItem[], today: string) => checkTracked(items, today).map(({ code }) => code);
    assert.deepEqual(codes([], '2026-02-02'), ['no-priorities', 'no-gaps']);
    assert.deepEqual(codes([item], '2026-02-02'), ['no-gaps', 'overdue']);
    assert.deepEqual(codes([item, { ...item, kind: 'gap', state: 'answered' }], '2026-02-01'), []);
  });
});

describe('what an edition may say', () => {
  const shown = (one: NationalFigure) => protectFigure(one);

  it('no count is exact: they are rounded to five, and small ones are left out', () => {
    for (const [count, value, marks] of [
      [0, 0, []],
      [1, null, ['c']],
      [4, null, ['c']],
      [5, 5, []],
      [1_147, 1_145, []],
    ] as const) {
      const { measured, marks: own } = shown(figure('a', { count }));
      assert.deepEqual([measured.numerator, measured.value, own], [value ?? 0, value, marks], `${count}`);
    }
  });

  it('a share that would tell a small count is left out, with all that it could be worked out from', () => {
    for (const [count, of] of [
      [3, 100],
      [97, 100],
      [2, 4],
    ] as const) {
      const one = shown(figure('a', { count, of }));
      assert.deepEqual(
        [one.measured.numerator, one.measured.value, one.interval, one.marks],
        [0, null, null, ['c']],
      );
    }
    assert.equal(shown(figure('a', { count: 79, of: 1_145 })).measured.value, 0.069);
    for (const whole of [1, 2, 3, 4])
      assert.equal(shown(figure('a', { count: whole, of: whole })).measured.denominator, 0);
  });

  it('what was expected of an alert, and who is on the lists of a hidden population, tell no small count', () => {
    const alert = {
      id: 'a',
      of: {},
      method: 'slow-rise',
      periodStart: '',
      periodName: '',
      count: 9,
    } as const;
    const doubt = {
      expected: 0.375,
      upper: 2.2,
      says: '',
      foundAt: '',
      state: 'real',
      note: 'a name',
    } as const;
    const [one] = protectAlerts([{ ...alert, ...doubt }]).shown;
    assert.deepEqual([one!.expected, one!.upper, one!.note], [0, 3, null]);
    assert.equal(protectAlerts([{ ...alert, ...doubt, count: 4 }]).shown.length, 0);
    const hidden = (known: number) => protectHidden({ result: { known } } as HiddenReport)?.result.known;
    assert.deepEqual([hidden(4), hidden(13)], [undefined, 15]);
  });

  it('a change keeps its words; the counts behind it are rounded', () => {
    const { change } = shown(figure('a', { count: 123, was: 48 }));
    assert.deepEqual([change!.before, change!.after, change!.ratio], [50, 125, 2.56]);
    assert.equal(change!.words.say, 'about-doubled');
    assert.equal(shown(figure('a', { count: 7, was: 3 })).change, null);
    const few = shown(figure('a', { count: 7, was: 12 })).change!;
    assert.deepEqual([few.before, few.after, few.ratio, few.low], [10, 5, null, null]);
  });

  it('a revision marks each value that differs, with the earlier one beside it', () => {
    const now: NewContent = {
      ...NOTHING,
      figures: [
        figure('same'),
        figure('other', { count: 120 }),
        figure('anew', { count: 130, version: 2 }),
        figure('new'),
        figure('redefined', { version: 2 }),
      ],
    };
    const before = content([
      figure('same'),
      figure('other', { count: 100 }),
      figure('anew', { count: 100 }),
      figure('redefined'),
    ]);
    const marked = markRevisions(now, before).figures.map(({ id, marks, earlier }) => [id, marks, earlier]);
    assert.deepEqual(marked, [
      ['same', [], null],
      ['other', ['r'], 100],
      ['anew', ['b', 'r'], 100],
      ['new', [], null],
      ['redefined', ['b'], null],
    ]);
    assert.deepEqual(
      markRevisions(now, null).figures.map(({ earlier }) => earlier),
      [null, null, null, null, null],
    );
  });

  it('sections of any length are compared line by line, or told whole', () => {
    const section = (lines: number, mark: string) => {
      const middle = Array.from({ length: lines }, (_, i) => `${mark}${i}`);
      return [{ id: 'a', heading: 'A', text: ['first', ...middle, 'last'].join('\n') }];
    };
    for (const lines of [2, 30_000]) {
      const kinds = differingSections(section(lines, 'x'), section(lines, 'y'))[0]!.lines.map(
        ({ kind }) => kind,
      );
      assert.deepEqual(
        [kinds.filter((kind) => kind === 'removed').length, kinds.slice(0, 2), kinds.at(-1)],
        [lines, ['same', 'same'], 'same'],
      );
    }
  });

  it('a share that moved by a few cases is said to a whole percent, so that the few cannot be counted', () => {
    const of = (count: number) => protectFigure(figure('share', { count, of: 1_000 }));
    const revised = (count: number) =>
      markRevisions({ ...NOTHING, figures: [of(count)] }, content([of(400)])).figures[0]!.measured.value;
    assert.equal(revised(403), 0.4);
    assert.equal(revised(407), 0.407);
    const now = { ...NOTHING, figures: [of(403)] };
    const [beside] = markRevisions(now, null, [content([of(400)])]).figures;
    assert.deepEqual([beside!.measured.value, beside!.earlier, beside!.marks], [0.4, null, []]);
  });
});
