import { listSources } from '../../access/index.ts';
import { namesOfUnits } from '../../dissemination/index.ts';
import { INCIDENT_TYPES, THREATS } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';
import type { SeriesOf } from './followed-series.ts';
import { noveltyTags } from './novelty-records.ts';

/** `say`: a label in the reader's language; English as it is. */
export type NameSeries = (of: SeriesOf, say?: (label: string) => string) => string;

/** In words what a series counts: "Online child sexual exploitation · Kent". */
export async function namesOfSeries(db: Db): Promise<NameSeries> {
  const sources = new Map((await listSources(db)).map(({ id, name }) => [id, name]));
  const units = await namesOfUnits(db);
  const tags = new Map((await noveltyTags(db)).map(({ id, name }) => [id, name]));
  const labelIn = (terms: Readonly<Record<string, { label: string }>>, code: string) =>
    Object.hasOwn(terms, code) ? terms[code]!.label : code;
  const nameIn = (column: string, group: string, say: (label: string) => string): string => {
    if (column === 'threat') return say(labelIn(THREATS, group));
    if (column === 'incident_type') return say(labelIn(INCIDENT_TYPES, group));
    if (column === 'source') return sources.get(group) ?? group;
    if (column === 'unit') return units.get(group) ?? group;
    return column === 'tag' ? say(tags.get(group) ?? group) : group;
  };
  return (of, say = (label) => label) =>
    IN_ORDER.filter((column) => of[column] !== undefined)
      .map((column) => nameIn(column, of[column]!, say))
      .join(' · ');
}

const IN_ORDER = ['tag', 'threat', 'incident_type', 'source', 'unit'] as const;
