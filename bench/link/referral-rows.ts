import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Dice } from '../../src/shared/dice.ts';
import {
  digits,
  type Household,
  type InventedPerson,
  inventHousehold,
  inventPerson,
} from './referral-world.ts';

export const REFERRAL_COLUMNS = [
  'record_id',
  'given_name',
  'family_name',
  'dob',
  'email',
  'phone',
  'username',
  'ip',
  'postcode',
  'person',
] as const;

/** How often the same person is reported. Chosen: most once, a few again and again. */
const REPORTS_OF_ONE = [
  [1, 50],
  [2, 20],
  [3, 12],
  [4, 7],
  [6, 5],
  [9, 3],
  [14, 1.5],
  [25, 0.4],
] as const;

type Knows = Record<'name' | 'dob' | 'email' | 'phone' | 'username' | 'ip' | 'postcode', number>;

/** What each kind of reporter usually knows. Chosen, from the fields of the formats that are received here. */
const SOURCES: readonly (readonly [Knows, number])[] = [
  [{ name: 0.3, dob: 0.3, email: 0.75, phone: 0.3, username: 0.95, ip: 0.9, postcode: 0.05 }, 7],
  [{ name: 0.2, dob: 0.05, email: 0.1, phone: 0.05, username: 0.9, ip: 0.1, postcode: 0.02 }, 1.5],
  [{ name: 0.95, dob: 0.85, email: 0.4, phone: 0.6, username: 0.3, ip: 0.05, postcode: 0.8 }, 1],
  [{ name: 0.95, dob: 0.6, email: 0.7, phone: 0.6, username: 0.1, ip: 0.4, postcode: 0.6 }, 0.5],
];

const NICKNAMES: Readonly<Record<string, string>> = {
  robert: 'bob',
  william: 'bill',
  elizabeth: 'liz',
  richard: 'dick',
  michael: 'mike',
  james: 'jim',
  jennifer: 'jen',
  christopher: 'chris',
  katherine: 'kate',
  margaret: 'peggy',
  thomas: 'tom',
  matthew: 'matt',
  andrew: 'andy',
  alexander: 'alex',
  samantha: 'sam',
  benjamin: 'ben',
  joseph: 'joe',
  patricia: 'pat',
  daniel: 'dan',
  nicholas: 'nick',
};

/** Rows of a force's whole archive, written as CSV in a seeded order; `person` is the truth, never an input. */
export async function writeReferralRows(file: string, rows: number, seed: number): Promise<void> {
  const records = inventRecords(rows, new Dice(seed));
  const out = createWriteStream(file);
  out.write(`${REFERRAL_COLUMNS.join(',')}\n`);
  for (let from = 0; from < records.length; from += 5_000) {
    const lines = records.slice(from, from + 5_000).map((cells, i) => `R${from + i},${cells}\n`);
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

function inventRecords(rows: number, dice: Dice): string[] {
  const records: string[] = [];
  let people = 0;
  while (records.length < rows) {
    const home = inventHousehold(dice);
    const size = dice.weighted([
      [1, 3],
      [2, 3],
      [3, 2],
      [4, 2],
      [5, 1],
    ]);
    for (let member = 0; member < size; member += 1) {
      people += 1;
      const person = inventPerson(dice, home, rows / 2.3);
      const reports = dice.weighted(REPORTS_OF_ONE);
      for (let i = 0; i < reports; i += 1) records.push(`${row(dice, person, home)},P${people}`);
    }
  }
  return dice.shuffle(records).slice(0, rows);
}

function row(dice: Dice, person: InventedPerson, home: Household): string {
  const knows: Knows = dice.weighted(SOURCES);
  const throwaway = dice.chance(0.04);
  const named = dice.chance(knows.name) && !throwaway;
  const seenIps = dice.chance(0.65) ? person.ips.slice(0, 1) : person.ips;
  return [
    named ? givenName(dice, person.given) : '',
    named && dice.chance(0.93) ? withTypo(dice, person.family, 0.06) : '',
    dice.chance(knows.dob) && !throwaway ? dateOfBirth(dice, person.born) : '',
    cell(dice, person.emails, knows.email, (email) => emailAsTyped(dice, email)),
    cell(dice, person.phones, knows.phone, (phone) => phoneAsWritten(dice, phone)),
    throwaway
      ? `user${digits(dice, 8)}`
      : cell(dice, person.usernames, knows.username, (name) => usernameAsSeen(dice, name)),
    cell(dice, seenIps, knows.ip, (ip) => ip),
    dice.chance(knows.postcode) ? postcodeAsWritten(dice, home.postcode) : '',
  ].join(',');
}

function cell(
  dice: Dice,
  values: readonly string[],
  share: number,
  asSeen: (value: string) => string,
): string {
  return values.length > 0 && dice.chance(share) ? asSeen(dice.pick(values)) : '';
}

function givenName(dice: Dice, name: string): string {
  const nickname = NICKNAMES[name];
  const used = nickname && dice.chance(0.2) ? nickname : name;
  const written = withTypo(dice, dice.chance(0.03) ? used[0]! : used, 0.04);
  return dice.chance(0.5) ? written : written[0]!.toUpperCase() + written.slice(1);
}

/** One letter lost, doubled, changed or swapped. */
function withTypo(dice: Dice, text: string, share: number): string {
  if (!dice.chance(share) || text.length < 3) return text;
  const at = dice.int(1, text.length - 2);
  const letter = 'abcdefghijklmnopqrstuvwxyz'[dice.int(0, 25)]!;
  return dice.pick([
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + text[at] + text.slice(at),
    text.slice(0, at) + letter + text.slice(at + 1),
    text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
  ]);
}

function dateOfBirth(dice: Dice, born: Date): string {
  const [year, month, day] = born.toISOString().slice(0, 10).split('-').map(Number) as [
    number,
    number,
    number,
  ];
  const pad = (part: number) => String(part).padStart(2, '0');
  const iso = (y: number, m: number, d: number) => `${y}-${pad(m)}-${pad(d)}`;
  return dice.weighted([
    [() => iso(year, month, day), 90],
    [() => (day <= 12 ? iso(year, day, month) : iso(year, month, day)), 2],
    [() => iso(year, month, dice.int(1, 28)), 2],
    [() => iso(year + dice.pick([-10, -1, 1]), month, day), 2],
    [() => iso(dice.int(1980, 2004), 1, 1), 2],
  ])();
}

function emailAsTyped(dice: Dice, email: string): string {
  const [local, host] = email.split('@') as [string, string];
  return dice.weighted([
    [() => email, 92],
    [() => `${local}+${digits(dice, 2)}@${host}`, 2],
    [() => email.toUpperCase(), 3],
    [() => `${withTypo(dice, local, 1)}@${host}`, 3],
  ])();
}

function phoneAsWritten(dice: Dice, phone: string): string {
  return dice.weighted([
    [() => phone, 5],
    [() => `+44${phone.slice(1)}`, 3],
    [() => `${phone.slice(0, 5)} ${phone.slice(5)}`, 2],
    [() => phone.slice(0, -1) + dice.int(0, 9), 0.2],
  ])();
}

function usernameAsSeen(dice: Dice, name: string): string {
  return dice.weighted([
    [() => name, 85],
    [() => name.toUpperCase(), 4],
    [() => `${name}${digits(dice, 1)}`, 5],
    [() => withTypo(dice, name, 1), 2],
    [() => name.replace(/[._]/g, ''), 4],
  ])();
}

function postcodeAsWritten(dice: Dice, postcode: string): string {
  return dice.chance(0.2) ? postcode.replace(' ', '').toLowerCase() : postcode;
}
