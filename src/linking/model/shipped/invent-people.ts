import type { Dice } from '../../../shared/dice.ts';
import { fullNames, shortForms } from '../../kinds/nicknames.ts';

// Invented people and households, in which people resemble each other as relatives and neighbours do. Nobody is meant.

export type InventedPerson = {
  given: string;
  middle: string;
  family: string;
  born: Date;
  emails: string[];
  phones: string[];
  usernames: { name: string; service: string }[];
  home: Home;
  ips: string[];
  devices: string[];
  payments: string[];
  plates: string[];
  numbers: string[];
};

export type Home = {
  family: string;
  line: string;
  town: string;
  postcode: string;
  ip: string;
  network: string;
};

const COMMON_FAMILY_NAMES =
  'smith jones taylor brown williams wilson johnson davies patel robinson wright thompson evans walker white roberts green hall wood jackson clarke khan hughes lewis edwards harris cooper turner martin ward hill morris moore clark lee king baker harrison morgan allen james scott phillips watson davis parker bennett price griffiths young'.split(
    ' ',
  );
const SYLLABLES =
  'al bar cor den el fen gar hol ing jen kel lan mor nor ol pen ran sel tan ul ver wes yar zel'.split(' ');
const ENDINGS = 'ton ley ford man ham well field worth by dale son er ski ova berg'.split(' ');
const TOWNS =
  'London Leeds Bristol Cardiff Swansea Glasgow Derby Exeter Norwich Preston Luton Bath Stirling Newport'.split(
    ' ',
  );
const STREETS =
  'High Street,Station Road,Church Lane,Mill Lane,Park Avenue,Victoria Road,Green Lane,Manor Close'.split(
    ',',
  );
const WORDS =
  'wolf dragon shadow pixel storm ghost rocket panda tiger silver lucky cyber frost blaze happy sleepy'.split(
    ' ',
  );
const SERVICES = ['Kite', 'Heron', 'Wren', 'Lark', 'Finch'];
const HOSTS = ['mail.example', 'post.example', 'inbox.example', 'web.example'];
const GIVEN = fullNames();

/** A few values are had by many: the share falls with the square of the rank. */
function skewed<T>(dice: Dice, items: readonly T[]): T {
  return items[Math.floor(dice.share() ** 2 * items.length)]!;
}

export function digits(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => dice.int(0, 9)).join('');
}

function letters(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => dice.pick([...'ABCDEFGHJKLMNOPRSTUVWXY'])).join('');
}

export function inventHome(dice: Dice): Home {
  const town = dice.int(0, TOWNS.length - 1);
  const sector = `${TOWNS[town]!.slice(0, 2).toUpperCase()}${dice.int(1, 20)} ${dice.int(1, 9)}`;
  return {
    family: familyName(dice),
    line: `${dice.int(1, 120)} ${dice.chance(0.3) ? dice.pick(STREETS) : `${familyName(dice)} ${dice.pick(['Road', 'Street', 'Close'])}`}`,
    town: TOWNS[town]!,
    postcode: `${sector}${dice.pick([...'ABDEFGH'])}${dice.pick([...'JLNPQRS'])}`,
    ip: `${dice.int(31, 95)}.${dice.int(0, 255)}.${dice.int(0, 255)}.${dice.int(1, 254)}`,
    network: `2a00:${dice.int(4096, 65_535).toString(16)}:${dice.int(1, 65_535).toString(16)}:${dice.int(1, 65_535).toString(16)}`,
  };
}

function familyName(dice: Dice): string {
  if (dice.chance(0.35)) return skewed(dice, COMMON_FAMILY_NAMES);
  return `${dice.pick(SYLLABLES)}${dice.chance(0.5) ? dice.pick(SYLLABLES) : ''}${dice.pick(ENDINGS)}`;
}

/** `carriers`: addresses behind which many strangers stand. */
export function inventPerson(dice: Dice, home: Home, carriers: number): InventedPerson {
  const given = skewed(dice, GIVEN);
  const family = dice.chance(0.85) ? home.family : familyName(dice);
  const born = new Date(Date.UTC(dice.int(1945, 2012), dice.int(0, 11), dice.int(1, 28)));
  const names = { given, family, year: String(born.getUTCFullYear()) };
  const several = (most: number, make: () => string) => Array.from({ length: dice.int(0, most) }, make);
  const usernames = Array.from({ length: dice.int(1, 3) }, () => ({
    name: username(dice, names),
    service: dice.pick(SERVICES),
  }));
  if (dice.chance(0.4)) usernames.push({ name: usernames[0]!.name, service: dice.pick(SERVICES) });
  return {
    given,
    middle: skewed(dice, GIVEN),
    family,
    born,
    home,
    usernames,
    emails: Array.from({ length: dice.int(1, 2) }, () => email(dice, names)),
    phones: several(2, () => `07${digits(dice, 9)}`),
    ips: [home.ip, `${home.network}::${dice.int(1, 9_999)}`, `25.0.${dice.int(0, carriers)}.1`],
    devices: several(2, () => `35${digits(dice, 13)}`),
    payments: several(2, () => `${digits(dice, 6)}${digits(dice, 8)}`),
    plates: several(2, () => `${letters(dice, 2)}${digits(dice, 2)} ${letters(dice, 3)}`),
    numbers: several(4, () => digits(dice, 9)),
  };
}

type Named = { given: string; family: string; year: string };

function username(dice: Dice, { given, family, year }: Named): string {
  const [word, other] = [skewed(dice, WORDS), dice.pick(WORDS)];
  return dice.pick([
    `${given}${family[0]}${digits(dice, 3)}`,
    `${given}.${family}${year.slice(2)}`,
    `${word}${other}${digits(dice, 2)}`,
    `${word}_${given}${year.slice(2)}`,
    dice.chance(0.3) ? word : `${other}${digits(dice, 4)}`,
  ]);
}

function email(dice: Dice, { given, family, year }: Named): string {
  const local = dice.pick([
    `${given}.${family}`,
    `${given}${family}${year.slice(2)}`,
    `${given[0]}${family}${digits(dice, 3)}`,
    `${dice.pick(WORDS)}${digits(dice, 5)}`,
  ]);
  return `${local}@${skewed(dice, HOSTS)}`;
}

/** A short form by which somebody is called, or the full one. */
export function calledName(dice: Dice, given: string): string {
  const short = shortForms(given);
  return short.length === 0 ? given : dice.pick(short);
}
