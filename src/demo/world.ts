import { Dice } from '../shared/dice.ts';
import {
  COLOURS,
  COUNTRIES_ABROAD,
  DRAMA_NUMBERS,
  FIRST_NAMES,
  HOMES,
  HOST_DOMAINS,
  type Home,
  LAST_NAMES,
  SERVICES,
  type Service,
  THINGS,
} from './invented.ts';

/** A line to the network. `shared`: many customers behind one address (CGNAT), so that port and time tell them apart. */
export type Line = { ip: string; shared: boolean };

export type WorldAccount = { service: Service; username: string; accountId: string };

/** A person of the generated world whom referrals are about. */
export type Person = {
  id: string;
  name: string;
  home: Home;
  /** ISO alpha-2; people abroad have no British home in their documents. */
  country: string;
  postcode: string;
  accounts: WorldAccount[];
  email: string;
  phone: string;
  device: string;
  iban: string;
  line: Line;
  age: number;
  sex: 'female' | 'male';
};

export type WorldContent = {
  id: string;
  /** Why it is seen again, or not. */
  circulation: 'viral' | 'known' | 'first-seen';
  md5: string;
  sha1: string;
  sha256: string;
  pdq: string;
  pdqQuality: number;
  category: 'A' | 'B' | 'C' | 'prohibited';
  industryClass: 'A1' | 'A2' | 'B1' | 'B2';
  ageBand: string;
  sex: 'female' | 'male';
};

export type World = {
  /** How active each suspect is: referrals to expect. */
  suspects: { person: Person; activity: number }[];
  abroad: Person[];
  children: Person[];
  viral: WorldContent[];
  known: { content: WorldContent; popularity: number }[];
  /** Content that nobody saw before; each call makes another. */
  freshContent(): WorldContent;
};

export type WorldSize = { suspects: number; abroad: number; children: number; viral: number; known: number };

export function makeWorld(seed: number, size: WorldSize): World {
  const dice = new Dice(seed);
  const lines = lineGiver(dice.fork('lines'));
  const people = (part: string, count: number, child = false) => {
    const own = dice.fork(part);
    return Array.from({ length: count }, (_, i) => person(own, `${part}-${i + 1}`, lines(), child));
  };
  const fresh = dice.fork('fresh');
  let freshContents = 0;
  return {
    suspects: people('suspect', size.suspects).map((one, i) => ({ person: one, activity: activityOf(i) })),
    abroad: people('abroad', size.abroad).map((one, i) => ({
      ...one,
      country: COUNTRIES_ABROAD[i % COUNTRIES_ABROAD.length]!,
    })),
    children: people('child', size.children, true),
    viral: contents(dice.fork('viral'), size.viral, 'viral'),
    known: contents(dice.fork('known'), size.known, 'known').map((content, i) => ({
      content,
      popularity: 1 / (i + 1) ** POPULARITY,
    })),
    freshContent: () => {
      freshContents += 1;
      return contentOf(fresh, `fresh-${freshContents}`, 'first-seen');
    },
  };
}

/** Exponent of the popularity law (Zipf): the tenth most common file is seen about a sixth as often as the first. Chosen. */
const POPULARITY = 0.8;

/** One suspect in twenty is reported many times, one in five a few times, the others once. Chosen. */
function activityOf(position: number): number {
  if (position % 20 === 0) return 8;
  return position % 5 === 1 ? 3 : 1;
}

function person(dice: Dice, id: string, line: Line, child: boolean): Person {
  const number = dice.int(1_000, 99_999);
  const handle = `${dice.pick(COLOURS)}-${dice.pick(THINGS)}-${number}`;
  const home = dice.pick(HOMES);
  return {
    id,
    name: `${dice.pick(FIRST_NAMES)} ${dice.pick(LAST_NAMES)}-${number}`,
    home,
    country: 'GB',
    postcode: `${home.area}${dice.int(1, 9)} ${dice.int(0, 9)}${UNUSED_UNIT}`,
    accounts: accountsOf(dice, handle),
    email: `${handle}@${dice.pick(HOST_DOMAINS)}`,
    phone: `${dice.chance(0.9) ? DRAMA_NUMBERS.mobile : DRAMA_NUMBERS.land}${String(dice.int(0, 999)).padStart(3, '0')}`,
    device: `${dice.hex(8)}-${dice.hex(4)}-4${dice.hex(3)}-a${dice.hex(3)}-${dice.hex(12)}`,
    iban: britishIban(
      `${dice.int(0, 999_999)}`.padStart(6, '0'),
      `${dice.int(0, 99_999_999)}`.padStart(8, '0'),
    ),
    line,
    age: child ? dice.int(8, 17) : dice.int(19, 68),
    sex: dice.chance(0.5) ? 'female' : 'male',
  };
}

/** No postcode ends so: the letter V is not used in the second part. */
const UNUSED_UNIT = 'VV';

/** Most have one account; a third have the same handle on a second service. */
function accountsOf(dice: Dice, handle: string): WorldAccount[] {
  const services = dice.shuffle(SERVICES).slice(0, dice.chance(0.35) ? 2 : 1);
  return services.map((service) => ({
    service,
    username: handle,
    accountId: String(dice.int(100_000_000, 999_999_999)),
  }));
}

/** A bank code that no bank has ("ZZZZ"), with check digits that fit (ISO 13616). */
function britishIban(sortCode: string, account: string): string {
  const rest = `ZZZZ${sortCode}${account}`;
  const digits = [...`${rest}GB00`].map((sign) => Number.parseInt(sign, 36)).join('');
  return `GB${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${rest}`;
}

/** A third have an IPv6 network of their own, a quarter an IPv4 address, the others share addresses of their carrier. */
function lineGiver(dice: Dice): () => Line {
  let given = 0;
  return () => {
    given += 1;
    const draw = dice.share();
    if (draw < 0.33) {
      const network = given.toString(16).padStart(4, '0');
      return { ip: `2001:db8:${network}:${dice.hex(3)}0::${dice.hex(4)}`, shared: false };
    }
    if (draw < 0.58) return { ip: `198.51.100.${(given % 254) + 1}`, shared: false };
    if (draw < 0.63) return { ip: `100.64.${dice.int(0, 255)}.${dice.int(1, 254)}`, shared: true };
    return { ip: `203.0.113.${dice.int(1, 40)}`, shared: true };
  };
}

function contents(dice: Dice, count: number, circulation: WorldContent['circulation']): WorldContent[] {
  return Array.from({ length: count }, (_, i) => contentOf(dice, `${circulation}-${i + 1}`, circulation));
}

const AGE_BANDS = [
  ['0-2', 2],
  ['3-6', 12],
  ['7-10', 40],
  ['11-13', 34],
  ['14-15', 9],
  ['16-17', 3],
] as const;

function contentOf(dice: Dice, id: string, circulation: WorldContent['circulation']): WorldContent {
  const category = dice.weighted([
    ['A', 22],
    ['B', 20],
    ['C', 55],
    ['prohibited', 3],
  ] as const);
  const ageBand = dice.weighted(AGE_BANDS);
  const young = Number(ageBand.split('-')[0]) < 11;
  return {
    id,
    circulation,
    md5: dice.hex(32),
    sha1: dice.hex(40),
    sha256: dice.hex(64),
    pdq: dice.hex(64),
    pdqQuality: dice.int(60, 100),
    category,
    industryClass: `${young ? 'A' : 'B'}${category === 'A' || category === 'B' ? 1 : 2}`,
    ageBand,
    sex: dice.chance(0.8) ? 'female' : 'male',
  };
}
