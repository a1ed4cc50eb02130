import type { KindName } from '../kinds/kinds.ts';
import type { LinkAttribute, LinkSpec } from '../model/link-spec.ts';
import {
  COLUMN_ROLES,
  type ColumnRole,
  ID_NAMES,
  NEVER_SUGGESTED,
  SAYS_OF_ANOTHER,
  SAYS_PERSON,
} from './column-roles.ts';
import type { ColumnFacts } from './describe-columns.ts';

/** A suggested specification, and the columns that it leaves out with the reason. */
export type Suggestion = {
  spec: LinkSpec;
  id: (string | null)[];
  leftOut: { column: string; why: string }[];
};

type Placed = { column: ColumnFacts; role: ColumnRole; table: number };

/** Chosen: what is known of fewer rows, or says the same of nearly all, tells nobody apart. */
const LEAST_KNOWN = 0.02;
/** Chosen: what is no person's own and known of so few adds more doubt than evidence. */
const LEAST_KNOWN_OF_THING = 0.2;
const MOST_DIFFERENT_FOR_CATEGORY = 0.05;
const LOOKS_SURE = 0.8;

/** Suggests what to link one or two tables by, from the names of the columns and what stands in them. */
export function suggestSpec(
  tables: readonly (readonly ColumnFacts[])[],
  never: readonly string[],
): Suggestion {
  const leftOut: Suggestion['leftOut'] = [];
  const id = tables.map((columns) => idColumn(columns));
  const placed = tables.flatMap((columns, table) => {
    const ofPersons = columns.some(({ words }) => SAYS_PERSON.test(words));
    const roles = new Map(columns.map((column) => [column.name, roleOf(column, ofPersons)]));
    return columns.flatMap((column): Placed[] => {
      if (column.name === id[table] || never.includes(column.name)) return [];
      const role = roles.get(column.name) ?? null;
      const why =
        whyNever(column, ofPersons) ??
        whyRepeated(column, roles) ??
        (role ? whyTooFew(column, role) : 'its name and values say nothing that is known here');
      if (why) leftOut.push({ column: column.name, why });
      return role && !why ? [{ column, role, table }] : [];
    });
  });
  const inAll = [...Map.groupBy(placed, ({ role }) => role.attribute)].filter(([attribute, columns]) => {
    const isInAll = new Set(columns.map(({ table }) => table)).size === tables.length;
    if (!isInAll)
      for (const { column } of columns)
        leftOut.push({ column: column.name, why: `only one table has a ${attribute}` });
    return isInAll;
  });
  const attributes = withExchanges(inAll.map(([name, columns]) => attributeOf(name, columns)));
  const spec: LinkSpec = {
    name: 'suggested',
    version: '1',
    ...(id[0] && id.every((one) => one === id[0]) ? { id: id[0] } : {}),
    attributes,
  };
  return { spec, id, leftOut };
}

function idColumn(columns: readonly ColumnFacts[]): string | null {
  const unique = columns.filter(({ known, different }) => known === 1 && different > 0.999);
  for (const pattern of ID_NAMES) {
    const found = unique.find(({ words }) => pattern.test(words) && !isNamedAttribute(words));
    if (found) return found.name;
  }
  return null;
}

/** A national number may be unique and is still no row's own id. */
function isNamedAttribute(words: string, ofPersons = true): boolean {
  return COLUMN_ROLES.some(([pattern, { kind }]) => pattern.test(words) && !(ofPersons && kind === 'year'));
}

/** A full name beside its parts is the same evidence twice. */
function whyRepeated({ repeats }: ColumnFacts, roles: ReadonlyMap<string, ColumnRole | null>): string | null {
  const parts = repeats.filter((name) => roles.get(name));
  return parts.length > 1 ? `it repeats ${parts.join(' and ')}` : null;
}

/** What says something of a thing, and not who somebody is. */
const OF_THINGS: ReadonlySet<KindName> = new Set([
  'category',
  'text',
  'number',
  'organisation',
  'people',
  'year',
  'date',
]);

function whyTooFew(column: ColumnFacts, { kind }: ColumnRole): string | null {
  const saysLittle = OF_THINGS.has(kind) || namedRole(column)?.kind !== kind;
  return saysLittle && column.known < LEAST_KNOWN_OF_THING ? 'few rows have it' : null;
}

function whyNever({ words, known, distinct }: ColumnFacts, ofPersons: boolean): string | null {
  const [truth, protectedCharacteristic] = NEVER_SUGGESTED;
  if (truth!.test(words)) return 'its name says that it holds the answer';
  if (protectedCharacteristic!.test(words)) return 'a protected characteristic is no ground for a link';
  if (SAYS_OF_ANOTHER.test(words) && !isNamedAttribute(words, ofPersons))
    return 'it says something of the file, an event or somebody else';
  if (known < LEAST_KNOWN) return 'hardly any row has it';
  return distinct < 2 ? 'all rows have the same' : null;
}

function roleOf(column: ColumnFacts, ofPersons: boolean): ColumnRole | null {
  const named = namedRole(column);
  if (named?.attribute === 'name' && !ofPersons && !isPersonName(column))
    return { attribute: 'name', kind: hasLongNames(column) ? 'text' : 'organisation', part: 'value' };
  if (named && fits(named.kind, column)) return { ...named, attribute: named.attribute || column.words };
  const kind = kindByLook(column, ofPersons);
  return kind && { attribute: column.words, kind, part: PART_OF[kind]! };
}

function namedRole({ words }: ColumnFacts): ColumnRole | undefined {
  return COLUMN_ROLES.find(([pattern]) => pattern.test(words))?.[1];
}

/** Chosen: every tenth name of a firm or a product has a first name in it, of a person's every second. */
const HAVE_GIVEN_NAME = 0.3;
const LONG_NAME_WORDS = 4;
const HAVE_DIGIT = 0.2;

/** Nothing else in the table says that it is of people: then the names must. */
function isPersonName({ looksLike, meanWords }: ColumnFacts): boolean {
  return looksLike.given > HAVE_GIVEN_NAME && meanWords < LONG_NAME_WORDS && looksLike.digit < HAVE_DIGIT;
}

/** Of a product or a work, and not of a firm or a place. */
function hasLongNames({ looksLike, meanWords }: ColumnFacts): boolean {
  return meanWords >= LONG_NAME_WORDS || looksLike.digit >= HAVE_DIGIT;
}

const PART_OF: Partial<Record<KindName, string>> = {
  email: 'address',
  ip: 'ip',
  identifier: 'value',
  category: 'value',
  text: 'value',
  number: 'value',
  date: 'value',
};

const MOSTLY_NUMBERS = 0.5;

/** A name may mislead: an "address" full of @ is one of e-mail. */
function fits(kind: KindName, { looksLike, meanLength }: ColumnFacts): boolean {
  if (kind !== 'email' && looksLike.email > LOOKS_SURE) return false;
  if (kind !== 'ip' && looksLike.ip > LOOKS_SURE) return false;
  if (kind === 'number' && looksLike.number < MOSTLY_NUMBERS) return false;
  return kind !== 'email' || looksLike.email > 0.2 || meanLength === 0;
}

/** In a table of people a date that is no birth is of an event that two rows of one person need not share. */
function kindByLook(column: ColumnFacts, ofPersons: boolean): KindName | null {
  const { looksLike, meanLength, meanWords, different, distinct, words } = column;
  if (looksLike.email > LOOKS_SURE) return 'email';
  if (looksLike.ip > LOOKS_SURE) return 'ip';
  if (looksLike.url > 0.5) return null;
  if (looksLike.date > LOOKS_SURE) return ofPersons ? null : 'date';
  if (distinct <= 200 && different < MOST_DIFFERENT_FOR_CATEGORY && meanWords < 3) return 'category';
  if (looksLike.number > LOOKS_SURE)
    return /\b(?:id|no|nr|number|code|ref)\b/.test(words) && different > 0.5 && meanLength > 4
      ? 'identifier'
      : 'number';
  if (
    meanWords < 1.3 &&
    meanLength >= 5 &&
    different > 0.5 &&
    /\b(?:id|no|nr|number|code|ref|model)\b/.test(words)
  )
    return 'identifier';
  return 'text';
}

function attributeOf(name: string, columns: readonly Placed[]): LinkAttribute {
  const parts = Map.groupBy(columns, ({ role }) => role.part);
  return {
    name,
    kind: columns[0]!.role.kind,
    columns: Object.fromEntries(
      [...parts].map(([part, held]) => {
        const names = [...new Set(held.map(({ column }) => column.name))];
        return [part, names.length === 1 ? names[0]! : names];
      }),
    ),
  };
}

/** Given and family name are sometimes written in one another's place. */
function withExchanges(attributes: readonly LinkAttribute[]): LinkAttribute[] {
  const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  const partner: Readonly<Record<string, string>> = {
    'given name': 'family name',
    'family name': 'given name',
  };
  return attributes.map((attribute) => {
    const other = byName.get(partner[attribute.name] ?? '')?.columns['name'];
    return other ? { ...attribute, columns: { ...attribute.columns, other } } : attribute;
  });
}
