import type { ReleaseComparison } from '../../flow/index.ts';
import type { ValueDifference } from '../../publication/index.ts';
import type { Reader } from '../frame/reader.ts';

/** What differs, in words. */
export function comparisonView({ release, sinceBefore, sinceFrozen }: ReleaseComparison, reader: Reader) {
  const rows = (values: readonly ValueDifference[]) => values.map((one) => valueRow(one, reader));
  return {
    before: reader.words.releases.sinceBefore(release.edition - 1),
    sinceBefore: sinceBefore && {
      rows: rows(sinceBefore.values),
      sections: sinceBefore.sections.map(({ heading, lines }) => ({
        heading,
        lines: lines.filter(({ kind }) => kind !== 'same'),
      })),
    },
    sinceFrozen: sinceFrozen && rows(sinceFrozen.values),
  };
}

function valueRow({ kind, id, title, unit, earlier, later }: ValueDifference, reader: Reader) {
  return {
    title: reader.say(title),
    href: kind === 'figure' ? `/picture/figures/${id}` : null,
    earlier: valueText(unit, earlier, reader),
    later: valueText(unit, later, reader),
  };
}

export function valueText(unit: string, value: number | null, { words }: Reader): string {
  if (value === null) return words.releases.notKnown;
  return unit === 'share'
    ? `${(value * 100).toFixed(1)}%`
    : value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
