import { Dice } from '../../../shared/dice.ts';
import type { RawParts } from '../../kinds/kind.ts';
import type { KindName } from '../../kinds/kinds.ts';
import { type LinkRecord, normaliseValues } from '../link-record.ts';
import { PERSON_SPEC } from '../person-spec.ts';
import { calledName, digits, type InventedPerson, inventHome, inventPerson } from './invent-people.ts';

/** How often one person is reported. Chosen: most once, a few again and again. */
const REPORTS_OF_ONE = [
  [1, 55],
  [2, 20],
  [3, 12],
  [5, 8],
  [10, 3],
] as const;

/** What a reporter knows of a person, as a share of reports. Chosen: a platform knows accounts, an institution names. */
type Knows = Partial<Record<KindName, number>>;
const REPORTERS: readonly (readonly [Knows, number])[] = [
  [
    {
      'person-name': 0.35,
      'date-of-birth': 0.35,
      email: 0.8,
      phone: 0.35,
      username: 0.95,
      ip: 0.9,
      device: 0.3,
      place: 0.2,
      postcode: 0.1,
      identifier: 0.3,
    },
    6,
  ],
  [
    {
      'person-name': 0.95,
      'date-of-birth': 0.9,
      email: 0.5,
      phone: 0.7,
      address: 0.7,
      place: 0.8,
      postcode: 0.75,
      payment: 0.8,
      ip: 0.3,
      device: 0.2,
    },
    2,
  ],
  [
    {
      'person-name': 0.9,
      'date-of-birth': 0.4,
      phone: 0.3,
      username: 0.3,
      address: 0.3,
      place: 0.6,
      postcode: 0.2,
      vehicle: 0.3,
      email: 0.1,
    },
    2,
  ],
];

/** Invented reports, in an order that says nothing of who is who. */
export function inventReports(count: number, seed: number): LinkRecord[] {
  const dice = new Dice(seed);
  const records: LinkRecord[] = [];
  while (records.length < count) {
    const home = inventHome(dice);
    for (let member = dice.int(1, 4); member > 0; member--) {
      const person = inventPerson(dice, home, Math.ceil(count / 300));
      for (let left = dice.weighted(REPORTS_OF_ONE); left > 0; left--) records.push(report(dice, person));
    }
  }
  return dice.shuffle(records).slice(0, count);
}

function report(dice: Dice, person: InventedPerson): LinkRecord {
  const knows = dice.weighted(REPORTERS);
  return PERSON_SPEC.attributes.map(({ kind }) =>
    dice.chance(knows[kind] ?? 0) ? normaliseValues(kind, WRITTEN[kind]?.(dice, person) ?? []) : [],
  );
}

const WRITTEN: Partial<Record<KindName, (dice: Dice, person: InventedPerson) => RawParts[]>> = {
  'person-name': (dice, person) => [{ full: nameAsGiven(dice, person) }],
  'date-of-birth': (dice, { born }) => [birthAsGiven(dice, born)],
  email: (dice, { emails }) =>
    some(dice, emails, (text) => ({ address: slip(dice, asTyped(dice, text), 0.04) })),
  phone: (dice, { phones }) => some(dice, phones, (text) => ({ number: slipOfDigit(dice, text, 0.03) })),
  username: (dice, { usernames }) =>
    some(dice, usernames, ({ name, service }) => ({ name: nameOnService(dice, name), service })),
  address: (dice, { home }) => [
    {
      line: slip(
        dice,
        moved(dice, home.line, () => inventHome(dice).line),
        0.08,
      ),
    },
  ],
  place: (dice, { home }) => [
    {
      name: slip(
        dice,
        moved(dice, home.town, () => inventHome(dice).town),
        0.05,
      ),
    },
  ],
  postcode: (dice, { home }) => [
    {
      code: slip(
        dice,
        moved(dice, home.postcode, () => inventHome(dice).postcode),
        0.04,
      ),
    },
  ],
  ip: (dice, { ips }) => some(dice, ips, (ip) => connection(dice, ip)),
  device: (dice, { devices }) => some(dice, devices, (value) => ({ value: slipOfDigit(dice, value, 0.01) })),
  payment: (dice, { payments }) =>
    some(dice, payments, (account) => ({ account: slipOfDigit(dice, account, 0.02) })),
  vehicle: (dice, { plates }) => some(dice, plates, (value) => ({ value: slip(dice, value, 0.05) })),
  identifier: (dice, { numbers }) =>
    some(dice, numbers, (value) => ({ value: slipOfDigit(dice, value, 0.03) })),
};

/** One value, now and then all. */
function some<T>(dice: Dice, values: readonly T[], write: (value: T) => RawParts): RawParts[] {
  if (values.length === 0) return [];
  return (dice.chance(0.75) ? [dice.pick(values)] : values).map(write);
}

/** Providers that pass over dots and tags deliver all of these to one mailbox. */
function asTyped(dice: Dice, email: string): string {
  if (!dice.chance(0.05)) return email;
  const [local = '', host = ''] = email.split('@');
  return dice.chance(0.5)
    ? `${local}+${digits(dice, 2)}@${host}`
    : `${local.slice(0, 2)}.${local.slice(2)}@${host}`;
}

function moved(dice: Dice, value: string, other: () => string): string {
  return dice.chance(0.15) ? other() : value;
}

function nameAsGiven(dice: Dice, { given, middle, family, usernames }: InventedPerson): string {
  const first = slip(
    dice,
    dice.chance(0.2) ? calledName(dice, given) : dice.chance(0.05) ? given[0]! : given,
    0.05,
  );
  const last = slip(dice, family, 0.06);
  return dice.weighted([
    [`${first} ${last}`, 70],
    [`${last}, ${first}`, 6],
    [`${first} ${middle} ${last}`, 10],
    [`${first} ${last[0]}`, 3],
    [first, 4],
    [usernames[0]!.name, 5],
  ]);
}

function birthAsGiven(dice: Dice, born: Date): RawParts {
  const iso = born.toISOString().slice(0, 10);
  const [year, month, day] = iso.split('-') as [string, string, string];
  return dice.weighted<RawParts>([
    [{ date: iso }, 78],
    [{ date: Number(day) <= 12 ? `${year}-${day}-${month}` : iso }, 2],
    [{ date: `${year}-${month}-${String(dice.int(1, 28)).padStart(2, '0')}` }, 3],
    [{ date: `${Number(year) + dice.pick([-10, -1, 1])}-${month}-${day}` }, 4],
    [{ age: String(2025 - Number(year) + dice.int(-1, 1)), at: '2025-06-30' }, 10],
    [{ date: `${dice.int(1980, 2004)}-01-01` }, 3],
  ]);
}

function nameOnService(dice: Dice, name: string): string {
  return dice.weighted([
    [name, 88],
    [`${name}${digits(dice, 1)}`, 5],
    [slip(dice, name, 1), 2],
    [name.replaceAll(/[._]/g, ''), 4],
  ]);
}

function connection(dice: Dice, ip: string): RawParts {
  if (dice.chance(0.6)) return { ip };
  const at = new Date(Date.UTC(2025, dice.int(0, 11), dice.int(1, 28), dice.int(0, 23)));
  return { ip, port: String(dice.int(1_024, 60_000)), at: at.toISOString() };
}

/** One sign lost, doubled, changed, or exchanged with the next. */
function slip(dice: Dice, text: string, share: number): string {
  if (!dice.chance(share) || text.length < 3) return text;
  const at = dice.int(1, text.length - 2);
  const [before, sign, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)];
  return dice.pick([
    before + after,
    before + sign + sign + after,
    before + dice.pick([...'aeinorst']) + after,
    before + after[0] + sign + after.slice(1),
  ]);
}

function slipOfDigit(dice: Dice, text: string, share: number): string {
  if (!dice.chance(share)) return text;
  const at = dice.int(1, text.length - 1);
  return text.slice(0, at) + digits(dice, 1) + text.slice(at + 1);
}
