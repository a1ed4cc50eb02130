import type { Scope } from '../../returns/index.ts';
import { schemeOn } from '../../returns/index.ts';
import type { Period } from '../../shared/period.ts';
import type { FigureId } from '../indicators/catalogue.ts';

/** From a day on something is counted in another way, so that what lies before and after is not the same. `figures`: null for all of `origin`. */
export type Break = {
  from: string;
  what: string;
  origin: 'records' | 'returns';
  figures: readonly FigureId[] | null;
  scope?: Scope;
};

const BREAKS: readonly Break[] = [
  // Source: Sentencing Council, Sexual Offences Definitive Guideline, in force 1 April 2014.
  ...(['records', 'returns'] as const).map((origin) => ({
    from: '2014-04-01',
    what: 'Images are graded in categories A to C, no longer in five levels.',
    origin,
    figures: [
      'files-level-4',
      'files-category-a',
      'returned-files-level-4',
      'returned-files-category-a',
    ] as const,
  })),
  // Source: NCMEC, 2024 CyberTipline Reports by Electronic Service Providers: reports of one viral event may be bundled.
  {
    from: '2024-01-01',
    what: 'Many reports of one viral event may reach the bureau bundled as one.',
    origin: 'records',
    figures: ['receipts-received', 'receipts-a-month', 'incidents', 'image-reports', 'files-reported'],
  },
  // Source: Police and Fire Reform (Scotland) Act 2012.
  {
    from: '2013-04-01',
    what: 'Eight forces in Scotland became one.',
    origin: 'returns',
    figures: null,
    scope: 'uk',
  },
];

/** Every break of a figure, whenever it was. */
export function breaksOf(id: string, origin: Break['origin']): Break[] {
  return BREAKS.filter(
    (one) => one.origin === origin && (one.figures === null || one.figures.some((figure) => figure === id)),
  );
}

type Asked = { id: FigureId; origin: Break['origin']; scope?: Scope };

/** The breaks of a figure that lie between two periods or in the later one. */
export function breaksBetween(before: Period, after: Period, { id, origin, scope }: Asked): Break[] {
  const known = BREAKS.filter(
    (one) =>
      one.origin === origin &&
      (one.figures === null || one.figures.includes(id)) &&
      (one.scope === undefined || one.scope === scope) &&
      one.from > before.from &&
      one.from <= after.to,
  );
  return origin === 'returns' ? [...known, ...breakOfScheme(before, after)] : known;
}

/** Forces were asked in other words. */
function breakOfScheme(before: Period, after: Period): Break[] {
  const { version, validFrom } = schemeOn(after.from);
  if (schemeOn(before.from).version === version) return [];
  const what = `Forces were asked in the words of another version of the national scheme: version ${version}.`;
  return [{ from: validFrom, what, origin: 'returns', figures: null }];
}
