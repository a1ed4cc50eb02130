import { FACTS } from '../../referral/index.ts';
import { protectedWordIn } from '../../shared/protected-words.ts';
import { type Instrument, type Item, type Text, textIn } from './definition.ts';
import { buildDiagram, reachedBands } from './diagram.ts';
import { diagramOf } from './evaluate.ts';
import { phasedModel } from './models.ts';
import { findFalls } from './monotone.ts';

/** What is wrong with an instrument, and where. `refuses`: with it, nobody may assess. */
export type Finding = { refuses: boolean; code: FindingCode; path: string; message: string };

const FINDINGS = {
  'unreachable-band': { refuses: true },
  'unreachable-filter': { refuses: true },
  'dead-rule': { refuses: true },
  'dead-item': { refuses: true },
  'dead-option': { refuses: false },
  'missing-help': { refuses: true },
  'missing-welsh': { refuses: false },
  'protected-characteristic': { refuses: true },
  'not-monotone': { refuses: true },
  'not-monotone-stated': { refuses: false },
  'missing-provenance': { refuses: true },
  'unsound-shares': { refuses: true },
  'unknown-fact': { refuses: true },
  'no-evidence-asked': { refuses: false },
  'validated-without-figures': { refuses: true },
  withdrawn: { refuses: false },
} as const satisfies Record<string, { refuses: boolean }>;
type FindingCode = keyof typeof FINDINGS;

/** Everything that is wrong with an instrument that can be read, refusals first; nothing where it is sound. */
export function checkInstrument(instrument: Instrument): Finding[] {
  const found = [
    ...bandFindings(instrument),
    ...filterFindings(instrument),
    ...instrument.items.flatMap((item, i) => itemFindings(item, `/items/${i}`)),
    ...deadFindings(instrument),
    ...fallFindings(instrument),
    ...provenanceFindings(instrument),
    ...statusFindings(instrument),
  ];
  return found.sort((a, b) => Number(b.refuses) - Number(a.refuses));
}

function finding(code: FindingCode, path: string, message: string): Finding {
  return { refuses: FINDINGS[code].refuses, code, path, message };
}

function bandFindings(instrument: Instrument): Finding[] {
  const reached = reachedBands(diagramOf(instrument));
  return instrument.bands.flatMap(({ code }, band) =>
    reached & (1 << band)
      ? []
      : [finding('unreachable-band', `/bands/${band}`, `no answers at all lead to the band ${code}`)],
  );
}

/** A rule is dead where leading elsewhere from it would change nothing. */
function filterFindings(instrument: Instrument): Finding[] {
  if (instrument.kind !== 'phased') return [];
  return (instrument.filters ?? []).flatMap(({ code, rules = [] }, i) => {
    const path = `/filters/${i}`;
    if (i > 0 && !leadsSomewhere(instrument, i, null))
      return [finding('unreachable-filter', path, `no answers lead into the filter ${code}`)];
    return rules.flatMap((_, k) =>
      leadsSomewhere(instrument, i, k)
        ? []
        : [
            finding(
              'dead-rule',
              `${path}/rules/${k}`,
              'the rule never holds: those before it take every case',
            ),
          ],
    );
  });
}

/** Whether any answers follow one rule, or come into one filter (`rule` null). */
function leadsSomewhere(instrument: Instrument, filter: number, rule: number | null): boolean {
  const [no, yes] = [{ band: instrument.bands[0]!.code }, { band: instrument.bands[1]!.code }];
  const filters = instrument.filters!.map((one, i) => {
    const leads = (k: number | null) => i === filter && (rule === null || rule === k);
    const to = (leadsTo: { band: string } | { filter: string }, k: number | null) =>
      leads(k) ? yes : 'band' in leadsTo ? no : leadsTo;
    return {
      ...one,
      rules: (one.rules ?? []).map((each, k) => ({ ...each, leadsTo: to(each.leadsTo, k) })),
      otherwise: to(one.otherwise!, null),
    };
  });
  return (reachedBands(buildDiagram(phasedModel({ ...instrument, filters }))) & 2) !== 0;
}

/** Shorter help explains nothing. Chosen. */
const SHORTEST_HELP = 12;

function itemFindings(item: Item, path: string): Finding[] {
  return [
    ...helpFindings(item, path),
    ...protectedFindings(item, path),
    ...shareFindings(item, path),
    ...(item.known ?? []).flatMap((known, i) =>
      'fact' in known && !Object.hasOwn(FACTS, known.fact)
        ? [finding('unknown-fact', `${path}/known/${i}`, `a referral has no fact ${known.fact}`)]
        : [],
    ),
    ...(item.evidence.neededFor.length === 0
      ? [
          finding(
            'no-evidence-asked',
            `${path}/evidence`,
            `no answer to ${item.code} has to say what it rests on`,
          ),
        ]
      : []),
  ];
}

function helpFindings(item: Item, path: string): Finding[] {
  const help = ['definition', 'example', 'source'] as const;
  const question = textIn(item.question).trim();
  const missing = help.flatMap((part) => {
    const text = textIn(item[part]).trim();
    return text.length < SHORTEST_HELP || text === question
      ? [finding('missing-help', `${path}/${part}`, `the ${part} of ${item.code} explains nothing`)]
      : [];
  });
  const texts: Text[] = [
    item.question,
    ...help.map((part) => item[part]),
    ...item.options.map(({ label }) => label),
  ];
  const english = texts.filter((text) => typeof text === 'string').length;
  return english === 0
    ? missing
    : [...missing, finding('missing-welsh', path, `${english} of the texts of ${item.code} have no Welsh`)];
}

/** Words about a child are harm facts; about anybody else they are protected. */
function protectedFindings(item: Item, path: string): Finding[] {
  const places: [string, string][] = [
    ['code', item.code],
    ['column', item.column ?? ''],
    ...(item.about === 'child'
      ? []
      : ([
          ['question', textIn(item.question)],
          ...item.options.map(({ label }, i): [string, string] => [`options/${i}/label`, textIn(label)]),
        ] as [string, string][])),
  ];
  return places.flatMap(([place, text]) => {
    const word = protectedWordIn(text);
    return word
      ? [
          finding(
            'protected-characteristic',
            `${path}/${place}`,
            `“${word}” names a protected characteristic, which may not be an input`,
          ),
        ]
      : [];
  });
}

function shareFindings({ code, options, sharesFrom }: Item, path: string): Finding[] {
  const stated = options.flatMap(({ share }) => share ?? []);
  if (stated.length === 0) return [];
  const sum = stated.reduce((total, share) => total + share, 0);
  const unsound = stated.length < options.length || Math.abs(sum - 1) > 1e-6;
  return [
    ...(unsound
      ? [
          finding(
            'unsound-shares',
            `${path}/options`,
            `the shares of ${code} must be stated for each option and add up to 1`,
          ),
        ]
      : []),
    ...(sharesFrom
      ? []
      : [
          finding(
            'missing-provenance',
            `${path}/sharesFrom`,
            `it is not said where the shares of ${code} come from`,
          ),
        ]),
  ];
}

function deadFindings(instrument: Instrument): Finding[] {
  const diagram = diagramOf(instrument);
  return instrument.items.flatMap((item, i) => {
    const asked = diagram.children.filter((_, node) => diagram.item[node] === i);
    if (asked.length === 0)
      return [finding('dead-item', `/items/${i}`, `no answer to ${item.code} ever changes the band`)];
    return item.options
      .slice(1)
      .flatMap(({ value }, k) =>
        asked.every((children) => children[k] === children[k + 1])
          ? [
              finding(
                'dead-option',
                `/items/${i}/options/${k + 1}`,
                `of ${item.code}, ${value} never makes a difference to ${item.options[k]!.value}`,
              ),
            ]
          : [],
      );
  });
}

function fallFindings(instrument: Instrument): Finding[] {
  return findFalls(instrument).map(({ item, from, to, others, bands }) => {
    const place = instrument.items.findIndex(({ code }) => code === item);
    const stated = instrument.items[place]!.exception;
    const rest = Object.entries(others).map(([code, value]) => `${code} ${value}`);
    const when = rest.length > 0 ? ` (with ${rest.join(', ')})` : '';
    return finding(
      stated ? 'not-monotone-stated' : 'not-monotone',
      `/items/${place}`,
      `${item}: ${to} instead of ${from} lowers the band from ${bands[0]} to ${bands[1]}${when}`,
    );
  });
}

function provenanceFindings({ kind, items, bands, filters = [], caution }: Instrument): Finding[] {
  const missing = (path: string, what: string) =>
    finding('missing-provenance', path, `it is not said where ${what} comes from`);
  const weights = items.flatMap(({ code, provenance }, i) =>
    provenance ? [] : [missing(`/items/${i}`, `the weight of ${code}`)],
  );
  const cuts = bands.flatMap(({ code, from, provenance }, i) =>
    from === undefined || provenance ? [] : [missing(`/bands/${i}`, `the cut of ${code}`)],
  );
  const rules = filters.flatMap(({ rules: each = [] }, i) =>
    each.flatMap(({ provenance }, k) =>
      provenance ? [] : [missing(`/filters/${i}/rules/${k}`, 'the rule')],
    ),
  );
  return [
    ...(kind === 'points' ? [...weights, ...cuts] : rules),
    ...(caution && !caution.provenance ? [missing('/caution', 'the caution')] : []),
  ];
}

function statusFindings({ validation, withdrawnAt }: Instrument): Finding[] {
  return [
    ...(validation.status === 'validated' && !validation.figures
      ? [finding('validated-without-figures', '/validation', 'it is called validated and states no figures')]
      : []),
    ...(withdrawnAt ? [finding('withdrawn', '/withdrawnAt', `it was withdrawn on ${withdrawnAt}`)] : []),
  ];
}
