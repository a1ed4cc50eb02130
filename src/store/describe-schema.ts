import type { Db } from '../shared/db.ts';
import * as facts from './schema-facts.ts';

const OPENING = `-- What the migrations add up to, read from a freshly migrated database: \`npm run schema\` writes this file.
-- It is for reading and for seeing a change of schema in a diff; nothing runs it.`;

const KINDS: Readonly<Record<string, string>> = {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'materialized view',
  S: 'sequence',
};

/** Tables, their columns, constraints, indexes, triggers and grants, in the order of their names, as SQL. */
export async function describeSchema(db: Db): Promise<string> {
  const [relations, columns, constraints, ...after] = await Promise.all([
    facts.relationsOf(db),
    byRelation(facts.columnsOf(db)),
    byRelation(facts.constraintsOf(db)),
    byRelation(facts.indexesOf(db)),
    byRelation(facts.triggersOf(db)),
    byRelation(facts.grantsOf(db)),
  ]);
  const described = relations.map((relation) => {
    const inside = [...linesFor(columns, relation), ...linesFor(constraints, relation)];
    return [headOf(relation, inside), ...after.flatMap((parts) => linesFor(parts, relation))].join('\n');
  });
  const sections = [OPENING, ...(await facts.typesOf(db)), ...(await facts.functionsOf(db)), ...described];
  return `${sections.join('\n\n')}\n`;
}

type PartsByRelation = Map<string, facts.Part[]>;

async function byRelation(parts: Promise<facts.Part[]>): Promise<PartsByRelation> {
  return Map.groupBy(await parts, ({ relation }) => relation);
}

function linesFor(parts: PartsByRelation, { name }: facts.Relation): string[] {
  return (parts.get(name) ?? []).map(({ line }) => line);
}

function headOf({ name, kind, head }: facts.Relation, inside: readonly string[]): string {
  const create = `create ${KINDS[kind]} ${name}`;
  if (kind === 'v' || kind === 'm') return `${create} as\n${head}`;
  if (kind === 'S') return `${create};`;
  return `${create} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n)${head};`;
}
