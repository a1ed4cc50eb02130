import { DAY_MS, HOUR_MS, MINUTE_MS } from '../screen/times.ts';
import { type CaseWriter, type Person, WORLD_DAYS } from './case.ts';

// Children and young people who are extorted. Whoever is paid extorts; whoever pays is the victim.

const HOMES = ['GB', 'US', 'DE', 'AU', 'CA'] as const;
const EXTORTERS = ['NG', 'PH', 'GB', 'US'] as const;

/** Payments in a burst within a day or two, that mostly rise and then stop for good. */
export function extortedInABurst(write: CaseWriter): void {
  const extorter = write.person(write.dice.pick(EXTORTERS));
  for (let i = 0; i < write.dice.int(1, 5); i += 1) {
    const victim = newVictim(write);
    playBurst(write, victim, extorter);
  }
}

/** Pays again and again over weeks, as somebody who is kept under pressure does. */
export function extortedSlowly(write: CaseWriter): void {
  const { dice } = write;
  const extorter = write.person(dice.pick(EXTORTERS));
  const victim = newVictim(write);
  const first = dice.int(1, 8);
  for (let day = first; day < WORLD_DAYS - 2; day += dice.int(2, 7)) {
    const at = write.at(day, dice.int(16, 26), victim);
    write.begins(at);
    write.pay(at, {
      from: victim,
      to: extorter,
      amount: dice.int(2, 15) * 10,
      method: dice.pick(['gift-card', 'person-to-person']),
    });
  }
  tellSomebody(write, write.at(dice.int(12, WORLD_DAYS - 1), 17, victim), victim);
}

/** A child is made to stream, and is paid for it: who streams is the victim. */
export function extortedIntoStreaming(write: CaseWriter): void {
  const { dice } = write;
  const child = newVictim(write);
  const buyer = write.person(dice.pick(HOMES), 'buyer');
  write.signal(write.at(1, 5, buyer), buyer, 'used-anonymiser', 0.4);
  write.signal(write.at(2, 5, buyer), buyer, 'bought-capture-software', 0.3);
  write.signal(write.at(3, 17, child), child, 'chat-threatened', 0.5);
  for (let day = dice.int(2, 8); day < WORLD_DAYS; day += dice.int(3, 9)) {
    const at = write.at(day, dice.int(20, 25), child);
    write.begins(at);
    write.pay(at, {
      from: buyer,
      to: child,
      amount: dice.pick([10, 20, 50]),
      method: dice.pick(['gift-card', 'person-to-person']),
    });
    const stream = write.stream(at + dice.int(2, 25) * MINUTE_MS, child, 'private');
    write.view(at + 26 * MINUTE_MS, stream, buyer);
    write.end(at + 45 * MINUTE_MS, stream);
  }
}

function newVictim(write: CaseWriter): Person {
  const victim = write.person(write.dice.pick(HOMES), 'extorted-child');
  const age = write.dice.pick(['age-under-18', 'age-under-18', 'age-18-to-24'] as const);
  write.signal(write.at(0, 3, victim), victim, age, 0.35);
  return victim;
}

function playBurst(write: CaseWriter, victim: Person, extorter: Person): void {
  const { dice } = write;
  let at = write.at(dice.int(1, WORLD_DAYS - 10), dice.int(15, 27), victim);
  write.begins(at);
  write.signal(at - HOUR_MS, victim, 'chat-threatened', 0.2);
  let amount = dice.pick([20, 30, 50, 100, 150]);
  for (let payment = 0; payment < dice.int(3, 8); payment += 1) {
    write.pay(at, {
      from: victim,
      to: extorter,
      amount: Math.min(amount, 400),
      method: dice.pick(['gift-card', 'person-to-person', 'person-to-person', 'virtual-asset']),
      reference: dice.pick(['none', 'none', 'gift', 'social-handle']),
    });
    amount = Math.round(amount * dice.between(0.8, 1.9));
    at += dice.int(6, dice.chance(0.8) ? 50 : 700) * MINUTE_MS;
  }
  tellSomebody(write, at + dice.int(1, 9) * DAY_MS, victim);
}

function tellSomebody(write: CaseWriter, at: number, victim: Person): void {
  write.signal(at, victim, 'reported-being-extorted', 0.2);
}
