import type { LinkReport } from '../../linking/batch/index.ts';
import { drawGroups } from './draw.ts';
import { folded, type Section, table } from './table.ts';

/** How much each level of agreement counts. */
export function weightsSection({ model }: LinkReport): Section {
  const weight = ({ m, u }: { m: number; u: number }) => Math.log2(m / u);
  const prior = Math.log2(model.prior / (1 - model.prior));
  const groups = [
    { title: '', bars: [{ label: 'Before anything is compared', value: prior, note: signed(prior) }] },
    ...model.attributes.map(({ name, levels }) => ({
      title: name,
      bars: levels.map((level) => ({
        label: level.label,
        value: weight(level),
        note: signed(weight(level)),
      })),
    })),
  ];
  const drawing = drawGroups(
    {
      id: 'weights-chart',
      title: 'Weight of each level of agreement, in bits',
      description:
        'One bar per level: to the right it speaks for the same person, to the left against. One bit doubles the odds.',
    },
    groups,
    'bits',
  );
  const rows = model.attributes.flatMap(({ name, levels, given }) =>
    levels.map((level) => [
      name,
      level.label,
      given ? `also on ${given.attribute}` : '',
      signed(weight(level)),
    ]),
  );
  const figures = table({
    caption: 'Weights in bits (log2 of m / u)',
    columns: ['Attribute', 'Level', 'Depends', 'Bits'],
    numbersFrom: 3,
    rows,
  });
  const html = `<p>A pair starts at the first bar and adds one bar per attribute that both rows have; at 0 bits the odds are even, each bit doubles them. Where a value is rare or common, that adds to or takes from the bar.</p>${drawing}${folded(figures)}`;
  return { id: 'weights', title: 'What each agreement counts', html };
}

/** m and u side by side: does the model describe what one would expect? */
export function levelsSection({ model }: LinkReport): Section {
  const groups = model.attributes.map(({ name, levels }) => ({
    title: name,
    bars: levels.flatMap(({ label, m, u }) => [
      { label, value: m, note: `m ${m.toPrecision(3)}` },
      { label: '', value: -u, note: `u ${u.toPrecision(3)}` },
    ]),
  }));
  const drawing = drawGroups(
    {
      id: 'levels-chart',
      title: 'How often each level occurs among pairs of one person and of two persons',
      description:
        'To the right the share among pairs of one person (m), to the left the share among pairs of two persons (u).',
    },
    groups,
    'share',
  );
  const figures = table({
    caption: 'm and u of each level',
    columns: ['Attribute', 'Level', 'm: of one person', 'u: of two persons'],
    numbersFrom: 2,
    rows: model.attributes.flatMap(({ name, levels }) =>
      levels.map(({ label, m, u }) => [name, label, m.toPrecision(4), u.toPrecision(4)]),
    ),
  });
  const { rounds, converged, expectedMatches } = model.diagnostics;
  const html = `<p>Learned in ${rounds} rounds${converged ? '' : ', without coming to rest'}; the model believes that about ${Math.round(expectedMatches).toLocaleString('en-GB')} of the candidates are of one person. A level that is hardly likelier for one person than for two says nothing: look at such attributes first.</p>${drawing}${folded(figures)}`;
  return { id: 'levels', title: 'How often each level occurs (m and u)', html };
}

function signed(bits: number): string {
  return `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(2)}`;
}
