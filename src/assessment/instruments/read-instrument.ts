import { createHash } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { type Fault, Problem } from '../../shared/problem.ts';
import { type Filter, type Instrument, InstrumentDocument, type Rule } from './definition.ts';

const MOST_FAULTS = 50;

const validator = Compile(InstrumentDocument);

/** Reads an instrument's document; throws `assessment.invalid-instrument` with the place of every fault. */
export function readInstrument(document: unknown): Instrument {
  if (!validator.Check(document)) refuse(schemaFaults(document));
  const instrument = document as Instrument;
  const faults = brokenReferences(instrument);
  if (faults.length > 0) refuse(faults);
  return instrument;
}

/** The same, from the text of a file. */
export function parseInstrument(raw: Buffer | string): Instrument {
  return readInstrument(parse(raw.toString('utf8')));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('assessment.invalid-instrument', { detail: 'it is no JSON document', cause });
  }
}

/** SHA-256, hexadecimal: two documents of one digest say the same. */
export function digestOf(instrument: Instrument): string {
  return createHash('sha256').update(canonicalJson(instrument)).digest('hex');
}

function refuse(faults: readonly Fault[]): never {
  throw new Problem('assessment.invalid-instrument', { faults: faults.slice(0, MOST_FAULTS) });
}

function schemaFaults(document: unknown): Fault[] {
  return [...validator.Errors(document)].map(({ instancePath, message }) => ({
    path: instancePath || '/',
    reason: message,
  }));
}

/** What must hold before anything can be computed: names that lead somewhere, and are not used twice. */
function brokenReferences(instrument: Instrument): Fault[] {
  return [
    ...repeats(
      instrument.items.map(({ code }) => code),
      '/items',
    ),
    ...repeats(
      instrument.bands.map(({ code }) => code),
      '/bands',
    ),
    ...repeats(
      (instrument.filters ?? []).map(({ code }) => code),
      '/filters',
    ),
    ...instrument.items.flatMap((item, i) => itemFaults(instrument, item, `/items/${i}`)),
    ...(instrument.kind === 'phased' ? phasedFaults(instrument) : pointsFaults(instrument)),
    ...cautionFaults(instrument),
  ];
}

function repeats(codes: readonly string[], path: string): Fault[] {
  return codes.flatMap((code, i) =>
    codes.indexOf(code) === i ? [] : [{ path: `${path}/${i}/code`, reason: `${code} stands twice` }],
  );
}

function itemFaults({ filters = [] }: Instrument, item: Instrument['items'][number], path: string): Fault[] {
  const values = item.options.map(({ value }) => value);
  const named = [...item.evidence.neededFor, ...(item.known ?? []).map(({ option }) => option)];
  return [
    ...repeats(values, `${path}/options`),
    ...values.flatMap((value, i) =>
      value === 'unknown'
        ? [
            {
              path: `${path}/options/${i}/value`,
              reason: '“unknown” is always an answer and never an option',
            },
          ]
        : [],
    ),
    ...named
      .filter((value) => !values.includes(value))
      .map((value) => ({ path, reason: `it has no option ${value}` })),
    ...(item.filter === undefined || filters.some(({ code }) => code === item.filter)
      ? []
      : [{ path: `${path}/filter`, reason: `there is no filter ${item.filter}` }]),
  ];
}

function pointsFaults({ items, bands }: Instrument): Fault[] {
  const unweighted = items.flatMap((item, i) =>
    item.options.flatMap(({ points }, k) =>
      points === undefined ? [{ path: `/items/${i}/options/${k}/points`, reason: 'points are missing' }] : [],
    ),
  );
  const cuts = bands.map(({ from }) => from);
  const disordered = cuts.flatMap((from, i) => {
    const path = `/bands/${i}/from`;
    if (i === 0) return from === undefined ? [] : [{ path, reason: 'the least band has no cut' }];
    if (from === undefined) return [{ path, reason: 'the cut is missing' }];
    const before = cuts[i - 1];
    return before !== undefined && from <= before
      ? [{ path, reason: 'cuts must rise from band to band' }]
      : [];
  });
  return [...unweighted, ...disordered];
}

function phasedFaults(instrument: Instrument): Fault[] {
  const { filters = [] } = instrument;
  if (filters.length === 0) return [{ path: '/filters', reason: 'a phased instrument needs filters' }];
  const broken = filters.flatMap(({ rules = [], otherwise }, i) => [
    ...rules.flatMap((rule, k) => ruleFaults(instrument, rule, `/filters/${i}/rules/${k}`)),
    ...(otherwise
      ? thenFaults(instrument, otherwise, `/filters/${i}/otherwise`)
      : [{ path: `/filters/${i}/otherwise`, reason: 'where it leads if no rule holds is missing' }]),
  ]);
  return broken.length > 0 ? broken : circles(filters);
}

/** Filters that lead back to themselves. */
function circles(filters: readonly Filter[]): Fault[] {
  const next = ({ rules = [], otherwise }: Filter) =>
    [...rules.map(({ leadsTo }) => leadsTo), otherwise!].flatMap((leadsTo) =>
      'filter' in leadsTo ? [leadsTo.filter] : [],
    );
  const comesBack = (from: string) => {
    const seen = new Set<string>();
    const ahead = [from];
    for (let code = ahead.pop(); code !== undefined; code = ahead.pop()) {
      for (const to of next(filters.find((one) => one.code === code)!)) {
        if (to === from) return true;
        if (!seen.has(to)) ahead.push(to);
        seen.add(to);
      }
    }
    return false;
  };
  return filters.flatMap(({ code }, i) =>
    comesBack(code) ? [{ path: `/filters/${i}`, reason: `${code} leads back to itself` }] : [],
  );
}

function ruleFaults(instrument: Instrument, { when, leadsTo }: Rule, path: string): Fault[] {
  const conditions = when.flatMap(({ atLeast, of }, i) => [
    ...(atLeast > of.length
      ? [{ path: `${path}/when/${i}`, reason: `asks for ${atLeast} of ${of.length}` }]
      : []),
    ...repeats(
      of.map(({ item }) => item),
      `${path}/when/${i}/of`,
    ),
    ...of.flatMap(({ item, is }, k) => answerFaults(instrument, item, is, `${path}/when/${i}/of/${k}`)),
  ]);
  return [...conditions, ...thenFaults(instrument, leadsTo, `${path}/leadsTo`)];
}

function answerFaults({ items }: Instrument, code: string, is: readonly string[], path: string): Fault[] {
  const item = items.find((one) => one.code === code);
  if (!item) return [{ path, reason: `there is no item ${code}` }];
  return is
    .filter((value) => !item.options.some((option) => option.value === value))
    .map((value) => ({ path, reason: `${code} has no option ${value}` }));
}

function thenFaults({ bands, filters = [] }: Instrument, leadsTo: object, path: string): Fault[] {
  if ('band' in leadsTo)
    return bands.some(({ code }) => code === leadsTo.band)
      ? []
      : [{ path, reason: `there is no band ${leadsTo.band}` }];
  const to = 'filter' in leadsTo ? leadsTo.filter : '';
  return filters.some(({ code }) => code === to) ? [] : [{ path, reason: `there is no filter ${to}` }];
}

function cautionFaults({ caution, bands }: Instrument): Fault[] {
  if (!caution) return [];
  const [reached, proposed] = [caution.ifReachable, caution.propose].map((code) =>
    bands.findIndex((band) => band.code === code),
  );
  if (reached! < 0 || proposed! < 0)
    return [{ path: '/caution', reason: 'it names a band that there is not' }];
  return proposed! > reached!
    ? [{ path: '/caution', reason: 'it proposes more than what can be reached' }]
    : [];
}
