import type { Dice } from '../../src/shared/dice.ts';

// The invented people behind the synthetic referrals. Every name is put together from parts; nobody is meant.

export type InventedPerson = {
  given: string;
  family: string;
  born: Date;
  usernames: string[];
  emails: string[];
  phones: string[];
  postcode: string;
  /** Addresses of the internet that this person is seen behind, most often the first. */
  ips: string[];
};

export type Household = {
  family: string;
  postcode: string;
  homeIp: string;
  landline: string | null;
  email: string | null;
};

const GIVEN =
  'james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony sandra mark ashley donald emily steven kimberly andrew margaret paul donna joshua michelle kenneth carol kevin amanda brian melissa george deborah timothy stephanie ronald rebecca jason laura edward sharon jeffrey cynthia ryan amy jacob kathleen gary angela nicholas shirley eric brenda jonathan emma stephen anna larry pamela justin nicole scott samantha brandon katherine benjamin christine samuel helen gregory debra alexander rachel patrick carolyn frank janet raymond maria jack olena dennis mehmet ivan fatima omar aisha li wei priya arjun sofia mateo lucia diego chloe hugo elin nils freya ingrid tomasz agnieszka piotr zofia andrei ioana kofi ama chidi ngozi yuki haruto minh linh dimitri eleni yusuf leyla rhys carys owain megan callum eilidh siobhan niamh'.split(
    ' ',
  );

const STARTS =
  'al an bar ben bran car cal dan dar der ed el fen fair gar gil had hal har hol jen kel ken lan len mac mar mer mor nor ol par pen ram red ros ry sal sam sel shel sten tal tan thor tre val wal war wes wil win wy yar'.split(
    ' ',
  );
const MIDDLES = 'a e i o u an en er in or el ar il on ing'.split(' ');
const ENDS =
  'ton son ley ford man ham well wood field worth by dale land more ridge shaw stone ski ov ez ini escu akis ic sen berg feld yan idze chuk'.split(
    ' ',
  );

const WORDS =
  'wolf dragon shadow pixel storm ninja ghost rocket panda tiger silver lucky magic cyber frost blaze cosmic happy sleepy crazy music movie pizza football chess guitar skater gamer coder artist runner sunny winter summer ocean forest river cloud'.split(
    ' ',
  );

/** Names that many accounts bear on their own service: hubs. */
const GENERIC_USERNAMES = Array.from(
  { length: 400 },
  (_, i) => `${WORDS[i % WORDS.length]}${i < 40 ? '' : i}`,
);
const MAIL_HOSTS = ['mail.example', 'post.example', 'inbox.example', 'web.example', 'quick.example'];

/** Chosen: about what carrier-grade translation puts behind one address, so that 1 million rows meet hubs of hundreds. */
const PEOPLE_BEHIND_CARRIER_IP = 300;

export function inventHousehold(dice: Dice): Household {
  return {
    family: familyName(dice),
    postcode: postcode(dice),
    homeIp: ip(dice),
    landline: dice.chance(0.25) ? `01${digits(dice, 9)}` : null,
    email: dice.chance(0.04) ? `${familyName(dice)}family${digits(dice, 2)}@${dice.pick(MAIL_HOSTS)}` : null,
  };
}

export function inventPerson(dice: Dice, home: Household, people: number): InventedPerson {
  const given = skewed(dice, GIVEN);
  const family = dice.chance(0.85) ? home.family : familyName(dice);
  const born = new Date(Date.UTC(dice.int(1945, 2012), dice.int(0, 11), dice.int(1, 28)));
  const person = { given, family, born, postcode: home.postcode };
  const usernames = Array.from(
    {
      length: dice.weighted([
        [1, 5],
        [2, 3],
        [3, 2],
        [5, 0.5],
      ]),
    },
    () => username(dice, person),
  );
  const emails = Array.from(
    {
      length: dice.weighted([
        [0, 1],
        [1, 6],
        [2, 3],
        [4, 0.4],
      ]),
    },
    () => email(dice, person, usernames),
  );
  const phones = Array.from(
    {
      length: dice.weighted([
        [0, 2],
        [1, 6],
        [2, 2],
      ]),
    },
    () => `07${digits(dice, 9)}`,
  );
  if (home.landline && dice.chance(0.3)) phones.push(home.landline);
  if (home.email && dice.chance(0.3)) emails.push(home.email);
  const carriers = Math.max(8, Math.round((people * 0.5) / PEOPLE_BEHIND_CARRIER_IP));
  const ips = [home.homeIp, ...(dice.chance(0.5) ? [carrierIp(dice.int(0, carriers - 1))] : [])];
  if (dice.chance(0.3)) ips.push(ip(dice));
  return { ...person, usernames, emails, phones, ips };
}

/** A few names are borne by many: the share falls with the square of the rank. */
function skewed<T>(dice: Dice, items: readonly T[]): T {
  return items[Math.floor(dice.share() ** 2 * items.length)]!;
}

function familyName(dice: Dice): string {
  const middle = dice.chance(0.5) ? skewed(dice, MIDDLES) : '';
  return `${skewed(dice, STARTS)}${middle}${skewed(dice, ENDS)}`;
}

function username(
  dice: Dice,
  { given, family, born }: { given: string; family: string; born: Date },
): string {
  const year = String(born.getUTCFullYear());
  return dice.weighted([
    [() => `${given}${family[0]}${digits(dice, 3)}`, 2],
    [() => `${given}.${family}${dice.chance(0.5) ? year.slice(2) : ''}`, 1.5],
    [() => `${skewed(dice, WORDS)}${dice.pick(WORDS)}${digits(dice, 2)}`, 2],
    [() => `${skewed(dice, WORDS)}_${given}${year.slice(2)}`, 1.5],
    [() => `xx${dice.pick(WORDS)}${digits(dice, 4)}xx`, 1],
    [() => skewed(dice, GENERIC_USERNAMES), 0.8],
  ])();
}

function email(
  dice: Dice,
  { given, family, born }: { given: string; family: string; born: Date },
  usernames: readonly string[],
): string {
  const local = dice.weighted([
    [() => `${given}.${family}`, 1.5],
    [() => `${given}${family}${born.getUTCFullYear() % 100}`, 2],
    [() => `${given[0]}${family}${digits(dice, 3)}`, 2],
    [() => dice.pick(usernames), 2],
    [() => `${dice.pick(WORDS)}${digits(dice, 5)}`, 1],
  ])();
  return `${local}@${skewed(dice, MAIL_HOSTS)}`;
}

export function postcode(dice: Dice): string {
  const letters = 'ABCDEFGHLMNPRSTW';
  const letter = () => letters[dice.int(0, letters.length - 1)]!;
  return `${letter()}${letter()}${dice.int(1, 29)} ${dice.int(1, 9)}${letter()}${letter()}`;
}

export function digits(dice: Dice, count: number): string {
  let text = '';
  while (text.length < count) text += dice.int(0, 9);
  return text;
}

function ip(dice: Dice): string {
  return `${dice.int(31, 95)}.${dice.int(0, 255)}.${dice.int(0, 255)}.${dice.int(1, 254)}`;
}

/** Out of a block of their own, so that no home has one. */
function carrierIp(number: number): string {
  return `25.${number >> 14}.${(number >> 7) & 127}.${(number & 127) + 1}`;
}
