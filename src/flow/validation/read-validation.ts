import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { currentBaseRate } from '../../assessment/index.ts';
import {
  addExtract,
  type Extract,
  type ExtractCase,
  extractsOf,
  type OutcomeDefinition,
  type Validation,
  validateVersion,
} from '../../evaluation/index.ts';
import { type Purpose, record } from '../../ledger/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { digestOfTable, extractTable, gatherCases } from './gather-cases.ts';
import { type Subject, subjectsOf } from './subjects.ts';

export type ValidationLine = { subject: Subject; validation: Validation };

/** Every version with how far outcomes say anything of it. */
export async function listValidations(
  store: Store,
  actor: Actor,
  asked: AskedValidation,
): Promise<ValidationLine[]> {
  ensureMay(actor, 'see-validation');
  const lines: ValidationLine[] = [];
  for (const subject of await subjectsOf(store.db)) {
    const { cases } = await gatherCases(store, subject, periodOf(store, asked));
    lines.push({ subject, validation: validateVersion(cases, subject) });
  }
  return lines;
}

/** `baseRate`: where flags are to be read; without it, the one that the desk has set. Days are of assessment, both included. */
export type AskedValidation = {
  definition: OutcomeDefinition;
  from?: string | undefined;
  to?: string | undefined;
  baseRate?: number | undefined;
};

export type ReadValidation = ValidationLine & {
  asked: { definition: OutcomeDefinition; from: string; to: string };
  baseRates: { rate: number; local: boolean }[];
  leftOut: number;
  madeAt: Date;
  extracts: Extract[];
};

/**
 * What outcomes say of one version. It opens no personal data: codes, bands and outcomes only; that it was looked at is
 * recorded, without subjects. Throws `evaluation.unknown-version`.
 */
export async function readValidation(
  store: Store,
  actor: Actor,
  { instrument, version, ...asked }: AskedValidation & { instrument: string; version: string },
): Promise<ReadValidation> {
  ensureMay(actor, 'see-validation');
  const made = await validate(store, { instrument, version, ...asked });
  await inTransaction(store, (tx) =>
    record(tx, [
      { ...entryFor(actor, made, { verb: 'consulted', action: 'read-validation' }), subjects: [] },
    ]),
  );
  return { ...made, extracts: await extractsOf(store.db, instrument, version) };
}

/** Base rates at which flags are read where no local one is set. Source: those at which published instruments are discussed. */
const USUAL_BASE_RATES = [0.05, 0.1, 0.2];

async function validate(
  store: Store,
  { instrument, version, ...asked }: AskedValidation & { instrument: string; version: string },
) {
  const found = (await subjectsOf(store.db)).find(
    (one) => one.instrument === instrument && one.version === version,
  );
  if (!found) throw new Problem('evaluation.unknown-version');
  const period = periodOf(store, asked);
  const { cases, leftOut, referralIds } = await gatherCases(store, found, period);
  const local = asked.baseRate ?? (await currentBaseRate(store.db))?.rate;
  const baseRates = [
    ...(local === undefined ? [] : [{ rate: local, local: true }]),
    ...USUAL_BASE_RATES.filter((rate) => rate !== local).map((rate) => ({ rate, local: false })),
  ];
  const validation = validateVersion(cases, { ...found, baseRates: baseRates.map(({ rate }) => rate) });
  const madeAt = store.clock.now();
  return { subject: found, validation, asked: period, baseRates, leftOut, madeAt, cases, referralIds };
}

type Made = Awaited<ReturnType<typeof validate>>;

function entryFor(
  actor: Actor,
  { subject, asked, referralIds, validation }: Made,
  what: {
    verb: 'consulted' | 'disclosed';
    action: string;
    purpose?: Purpose;
    recipient?: string;
    extract?: string;
  },
) {
  return {
    verb: what.verb,
    action: what.action,
    actor: actorRef(actor),
    purpose: what.purpose ?? ('supervision' as const),
    subjects: referralIds,
    ...(what.recipient ? { recipient: what.recipient } : {}),
    detail: {
      instrument: subject.instrument,
      version: subject.version,
      definition: asked.definition,
      from: asked.from,
      to: asked.to,
      cases: validation.counts.assessed,
      ...(what.extract ? { extract: what.extract } : {}),
    },
  };
}

/** Why rows may leave as a file: a purpose is asked each time and kept with the extract. */
export const EXTRACT_PURPOSES = {
  supervision: { label: 'Supervision and audit of the instrument' },
  statistics: { label: 'Research for the national picture' },
} as const satisfies Partial<Record<Purpose, { label: string }>>;
export type ExtractPurpose = keyof typeof EXTRACT_PURPOSES;

/**
 * The pseudonymous rows as a table, with the extract on record: who, why, which cases, the digest of the rows and what
 * came of them. The rows themselves are not kept. Throws `evaluation.unknown-version`, `evaluation.purpose-needed`.
 */
export async function extractOutcomes(
  store: Store,
  actor: Actor,
  { purpose, ...asked }: AskedValidation & { instrument: string; version: string; purpose: string },
): Promise<{ table: string; extract: Extract }> {
  ensureMay(actor, 'extract-outcomes');
  if (!Object.hasOwn(EXTRACT_PURPOSES, purpose)) throw new Problem('evaluation.purpose-needed');
  const made = await validate(store, asked);
  const table = extractTable(made.cases);
  const extract = extractFrom(made, { madeBy: actor.id, purpose, table });
  await inTransaction(store, async (tx) => {
    await addExtract(tx, extract);
    const entry = {
      verb: 'disclosed',
      action: 'extract-outcomes',
      purpose: purpose as ExtractPurpose,
    } as const;
    await record(tx, [entryFor(actor, made, { ...entry, recipient: actorRef(actor), extract: extract.id })]);
  });
  return { table, extract };
}

function extractFrom(made: Made, by: { madeBy: string; purpose: string; table: string }): Extract {
  const { subject, asked, validation, madeAt, cases } = made;
  return {
    id: newId(madeAt.getTime()),
    madeAt,
    madeBy: by.madeBy,
    purpose: by.purpose,
    instrument: subject.instrument,
    version: subject.version,
    ...asked,
    cases: cases.length,
    outcomeKnown: knownAmong(cases),
    digest: digestOfTable(by.table),
    handedOut: true,
    validation,
  };
}

function knownAmong(cases: readonly ExtractCase[]): number {
  return cases.filter(({ outcome }) => outcome !== null).length;
}

/** Two years, where nobody says: long enough for outcomes to be told. Chosen. */
const USUAL_DAYS = 730;

function periodOf({ clock }: Store, { definition, from, to }: AskedValidation) {
  const now = clock.now();
  const day = (at: Date) => at.toISOString().slice(0, 10);
  return {
    definition,
    from: from ?? day(new Date(now.getTime() - USUAL_DAYS * 86_400_000)),
    to: to ?? day(now),
  };
}
