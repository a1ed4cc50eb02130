import { listSources, SOURCE_KINDS } from '../../access/index.ts';
import { BANDS, NOVELTY } from '../../assessment/index.ts';
import { namesOfUnits, OUTCOME_STATUSES } from '../../dissemination/index.ts';
import type { TableBreakdown } from '../../picture/index.ts';
import { INCIDENT_TYPES, THREATS } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';

type Labels = (code: string) => string;

const VOCABULARIES: Partial<Record<TableBreakdown, Readonly<Record<string, { label: string }>>>> = {
  threat: THREATS,
  'source-kind': SOURCE_KINDS,
  'incident-type': INCIDENT_TYPES,
  band: BANDS,
  novelty: NOVELTY,
  outcome: OUTCOME_STATUSES,
};

const NOT_SENT = 'Not sent yet';
const NO_OUTCOME = 'No outcome yet';
const NOT_KNOWN = 'Not known';

/** What the codes of a breakdown are called, in English; pages put vocabularies' labels into Welsh. */
export async function labelsOf(db: Db, by: TableBreakdown): Promise<Labels> {
  if (by === 'unit') return named(await namesOfUnits(db), { none: NOT_SENT });
  if (by === 'source') return named(new Map((await listSources(db)).map(({ id, name }) => [id, name])), {});
  const vocabulary = VOCABULARIES[by] ?? {};
  const labels = new Map(Object.entries(vocabulary).map(([code, { label }]) => [code, label]));
  return named(labels, { unknown: NOT_KNOWN, none: NO_OUTCOME });
}

function named(labels: ReadonlyMap<string, string>, others: Readonly<Record<string, string>>): Labels {
  return (code) => labels.get(code) ?? others[code] ?? code;
}
