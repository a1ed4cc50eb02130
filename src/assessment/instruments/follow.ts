import type { Answers, Condition, Instrument, Then } from './definition.ts';
import { bandAt } from './models.ts';

/** How a fully answered instrument came to its band. */
export type Followed = {
  band: string;
  /** The total of a points instrument. */
  points: number | null;
  /** The filters that were gone through, with the place of the rule that held; null: none did. */
  through: { filter: string; rule: number | null }[];
};

/** Follows the document word by word; every item must be answered. What the diagram is held against. */
export function followInstrument(instrument: Instrument, answers: Answers): Followed {
  if (instrument.kind === 'phased') return followFilters(instrument, answers);
  const points = instrument.items.reduce((sum, item) => {
    const option = item.options.find(({ value }) => value === answers[item.code]);
    return sum + (option?.points ?? 0);
  }, 0);
  return { band: instrument.bands[bandAt(instrument.bands, points)]!.code, points, through: [] };
}

function followFilters({ filters = [] }: Instrument, answers: Answers): Followed {
  const through: Followed['through'] = [];
  let at = filters[0]!;
  for (;;) {
    const rules = at.rules ?? [];
    const rule = rules.findIndex(({ when }) => when.every((condition) => holds(condition, answers)));
    through.push({ filter: at.code, rule: rule < 0 ? null : rule });
    const leadsTo: Then = rules[rule]?.leadsTo ?? at.otherwise!;
    if ('band' in leadsTo) return { band: leadsTo.band, points: null, through };
    at = filters.find(({ code }) => code === leadsTo.filter)!;
  }
}

function holds({ atLeast, of }: Condition, answers: Answers): boolean {
  return of.filter(({ item, is }) => is.includes(answers[item] ?? '')).length >= atLeast;
}
