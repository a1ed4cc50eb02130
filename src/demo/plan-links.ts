import type { Dice } from '../shared/dice.ts';
import type { Incident, Report } from './incident.ts';
import { FIRST_NAMES, HOMES } from './invented.ts';
import { arrivalIn, incidentBefore } from './period.ts';
import type { Planning } from './planning.ts';
import type { Person } from './world.ts';

// People whom several senders tell of, each in its own way: misspelt, under another name, from another force's area;
// and people who only share a home with them. All senders' addresses behind carriers are in the other plans already.

/** So many people are told of like this, in a small example too. Chosen: enough to try every page on. */
const PEOPLE = 6;

export function planLinks(planning: Planning): Report[] {
  const { world } = planning;
  const quiet = world.suspects.filter(({ activity }) => activity === 1).map(({ person }) => person);
  return quiet
    .slice(0, PEOPLE)
    .flatMap((person, i) => [
      told(planning, ['force-desk', 'native-json'], person),
      told(planning, ['bank-one', 'bank-report'], misspelt(person)),
      told(planning, ['schools', 'native-json'], underAnotherName(planning.dice, person)),
      ...(i % 2 === 0 ? [told(planning, ['ncmec', 'cybertip-xml'], moved(planning.dice, person))] : []),
      ...(i % 3 === 0
        ? [told(planning, ['force-desk', 'native-json'], livesWith(planning.dice, person))]
        : []),
    ]);
}

function told(
  { dice, world, make, period }: Planning,
  [sourceId, kind]: readonly [sourceId: string, kind: Report['kind']],
  suspect: Person,
): Report {
  const receivedAt = arrivalIn(dice, period);
  const type: Incident['type'] = kind === 'bank-report' ? 'payment-for-abuse' : 'online-enticement';
  const incident = make({
    type,
    at: incidentBefore(dice, receivedAt, 5),
    suspects: [suspect],
    recipients: kind === 'bank-report' ? [dice.pick(world.abroad.slice(6, 16))] : [],
    children: kind === 'native-json' ? [dice.pick(world.children)] : [],
    facts: kind === 'bank-report' ? {} : { abuseAchieved: 'no' },
    thin: false,
  });
  return { incident, kind, sourceId, receivedAt };
}

/** "Kit Placehlder-123": as somebody types it who hears it. */
function misspelt(person: Person): Person {
  const [first = '', last = ''] = person.name.split(' ', 2);
  const gap = Math.floor(last.indexOf('-') / 2);
  return { ...person, name: `${first} ${last.slice(0, gap)}${last.slice(gap + 1)}` };
}

/** Another first name and address, the same number to call and the same handle. */
function underAnotherName(dice: Dice, person: Person): Person {
  const last = person.name.split(' ', 2)[1] ?? '';
  return {
    ...person,
    name: `${dice.pick(FIRST_NAMES)} ${last}`,
    email: `${person.accounts[0]!.username.split('-')[0]}.${dice.int(100, 999)}@example.net`,
  };
}

/** Lives in another force's area by now; the device stayed. */
function moved(dice: Dice, person: Person): Person {
  const home = dice.pick(HOMES.filter(({ force }) => force !== person.home.force));
  return { ...person, home, postcode: `${home.area}1 ${dice.int(0, 9)}VV` };
}

/** Somebody of the same home and last name: a relation, and another person. */
function livesWith(dice: Dice, person: Person): Person {
  const last = person.name.split(' ', 2)[1] ?? '';
  const handle = `${dice.hex(6)}-household`;
  return {
    ...person,
    id: `${person.id}-household`,
    name: `${dice.pick(FIRST_NAMES.filter((name) => !person.name.startsWith(name)))} ${last}`,
    age: person.age > 40 ? person.age - 24 : person.age + 24,
    email: `${handle}@example.org`,
    phone: `01632960${String(dice.int(0, 999)).padStart(3, '0')}`,
    device: `${dice.hex(8)}-${dice.hex(4)}-4${dice.hex(3)}-a${dice.hex(3)}-${dice.hex(12)}`,
    accounts: person.accounts.map((account) => ({ ...account, username: handle, accountId: dice.hex(9) })),
  };
}
