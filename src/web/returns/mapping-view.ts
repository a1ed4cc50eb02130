import {
  codeOfMeaning,
  type MeaningChange,
  meaningOfCode,
  type ProposedItem,
  type ReadReturn,
  type Scheme,
} from '../../returns/index.ts';
import type { Form } from '../frame/forms.ts';
import type { Words } from '../words.ts';
import { choicesFor, sayMeaning } from './show-meaning.ts';
import { shown } from './shown.ts';

/** Below this a person looks before anything else. Chosen: one in five of these is wrong at most. */
const SURE = 0.8;
/** Labels that one page offers for change: those that need a person come first. */
const MOST_ITEMS = 400;

export function isUnsure({ means, confidence }: ProposedItem): boolean {
  return means.is === 'open' || confidence < SURE;
}

/** Every label of a return: those to look at first, and those that were recognised. `all`: every meaning is offered. */
export function mappingView(
  { items, changes, sheetsWithout, unknownForces }: ReadReturn,
  scheme: Scheme,
  { words, all }: { words: Words; all: boolean },
) {
  const { mapping: w } = words.returns;
  const numbered = items.map((item, index) => ({ item, index }));
  const [unsure, rest] = [
    numbered.filter(({ item }) => isUnsure(item)),
    numbered.filter(({ item }) => !isUnsure(item)),
  ];
  const rows = [...unsure, ...rest].slice(0, MOST_ITEMS).map(({ item, index }) => ({
    ...itemRow(item, scheme, words),
    field: `m${index}`,
    isUnsure: isUnsure(item),
    groups: choicesFor(item, scheme, { words, all: all || isUnsure(item) }),
  }));
  const sure = rows.filter((row) => !row.isUnsure);
  return {
    unsure: rows.filter((row) => row.isUnsure),
    sure,
    sureTitle: w.sure(shown(items.filter((item) => !isUnsure(item)).length)),
    more: items.length > MOST_ITEMS ? w.more(shown(items.length - MOST_ITEMS)) : null,
    changes: changes.map(({ what, sheet, label, cell }) => ({
      what: w.change[what],
      where: cell ? `${sheet}!${cell}` : sheet,
      label,
    })),
    notes: [
      ...(sheetsWithout.length > 0 ? [w.sheetsWithout(sheetsWithout.join(', '))] : []),
      ...(unknownForces.length > 0
        ? [w.unknownForces(unknownForces.map(({ sheet, cell }) => `${sheet}!${cell}`).join(', '))]
        : []),
    ],
  };
}

function itemRow(item: ProposedItem, scheme: Scheme, words: Words) {
  const { mapping: w } = words.returns;
  return {
    cell: `${item.sheet}!${item.cell}`,
    label: item.label,
    kind: w[item.place.of],
    means: sayMeaning(item.means, scheme, words),
    confidence: `${Math.round(100 * item.confidence)}%`,
    reason: item.reason,
    name: w.meaningOf(`${item.label || item.cell} (${item.sheet}!${item.cell})`),
  };
}

/** What a person changed in the form, as far as the scheme knows it. */
export function changesIn(form: Form, { items }: ReadReturn, scheme: Scheme): MeaningChange[] {
  return items.flatMap((item, index) => {
    const chosen = form[`m${index}`];
    if (chosen === undefined || chosen === codeOfMeaning(item.means)) return [];
    const means = meaningOfCode(chosen, scheme);
    return means ? [{ place: item.place, means }] : [];
  });
}
