import type { ReferenceCategory } from '../events/screen-event.ts';
import { DAY_MS, MINUTE_MS } from '../screen/times.ts';
import { type CaseWriter, type Person, WORLD_DAYS } from './case.ts';

// Patterns of paid live abuse, as payments and streams show them: who pays whom, when, and what follows. Times, amounts
// and names of categories only. Shares of habits are ours: no publication gives them.

const BUYERS = ['GB', 'US', 'AU', 'CA', 'DE'] as const;
const REFERENCES: readonly ReferenceCategory[] = [
  'none',
  'none',
  'medical',
  'accommodation',
  'clothing',
  'family-support',
  'education',
  'social-handle',
];

type Habits = { night: number; everyDays: readonly number[]; sessions: readonly [number, number] };
const USUAL: Habits = { night: 0.65, everyDays: [2, 3, 5, 7], sessions: [2, 7] };

/** One buyer and one facilitator. */
export function oneToOne(write: CaseWriter): void {
  const facilitator = write.person('PH', 'facilitator');
  signalFacilitator(write, facilitator);
  playBuyer(write, newBuyer(write), { payTo: facilitator, streamer: facilitator, habits: USUAL });
}

/** A family takes payments from several buyers. */
export function familyRun(write: CaseWriter): void {
  const facilitator = write.person('PH', 'facilitator');
  signalFacilitator(write, facilitator);
  for (let i = 0; i < write.dice.int(3, 8); i += 1)
    playBuyer(write, newBuyer(write), { payTo: facilitator, streamer: facilitator, habits: USUAL });
}

/** One account takes the money and others stream: no stream follows a payment to the same account. */
export function syndicate(write: CaseWriter): void {
  const collector = write.person('PH', 'facilitator');
  const streamers = Array.from({ length: write.dice.int(2, 4) }, () => write.person('PH', 'facilitator'));
  for (const streamer of streamers) signalFacilitator(write, streamer);
  for (let i = 0; i < write.dice.int(4, 10); i += 1)
    playBuyer(write, newBuyer(write), {
      payTo: collector,
      streamer: write.dice.pick(streamers),
      habits: USUAL,
    });
}

/** A buyer who pays once or twice in weeks. */
export function slowBuyer(write: CaseWriter): void {
  const facilitator = write.person('PH', 'facilitator');
  signalFacilitator(write, facilitator);
  const habits: Habits = { night: 0.5, everyDays: [14, 21], sessions: [1, 2] };
  playBuyer(write, newBuyer(write), { payTo: facilitator, streamer: facilitator, habits });
}

/** What a bank sees of it: payments, and no streams. */
export function paymentsOnly(write: CaseWriter): void {
  const buyer = newBuyer(write);
  for (let i = 0; i < write.dice.int(1, 4); i += 1) {
    const facilitator = write.person('PH', 'facilitator');
    playBuyer(write, buyer, { payTo: facilitator, streamer: null, habits: USUAL });
  }
}

/** What a platform sees where the payments are made elsewhere: private streams and perhaps chats. */
export function streamsOnly(write: CaseWriter): void {
  const facilitator = write.person('PH', 'facilitator');
  const buyer = newBuyer(write);
  signalFacilitator(write, facilitator);
  for (let i = 0; i < write.dice.int(2, 6); i += 1) {
    const at = write.at(write.dice.int(0, WORLD_DAYS - 1), 23, buyer);
    write.begins(at);
    const stream = write.stream(at, facilitator, 'private');
    write.view(at + 2 * MINUTE_MS, stream, buyer);
    write.end(at + 30 * MINUTE_MS, stream);
  }
}

/** Known material is streamed again: what frame hashes can find. Encoding moves the hash, more or less. */
export function replayedMaterial(write: CaseWriter): void {
  const { dice } = write;
  const streamer = write.person(dice.pick(['PH', 'GB', 'US']), 'facilitator');
  const at = write.at(dice.int(0, WORLD_DAYS - 1), dice.int(0, 23), streamer);
  write.begins(at);
  const stream = write.stream(at, streamer, dice.pick(['public', 'private']));
  const altered = dice.chance(0.3);
  for (let frame = 0; frame < 8; frame += 1) {
    const distance = altered ? dice.int(14, 60) : dice.pick([0, 0, 2, 4, 8, 12]);
    const hits = distance > 31 ? [] : [{ list: 'bureau', meaning: 'harmful' as const, distance }];
    write.frame(at + (1 + frame) * 10_000, stream, hits);
  }
  write.end(at + 20 * MINUTE_MS, stream);
}

function newBuyer(write: CaseWriter): Person {
  const buyer = write.person(write.dice.pick(BUYERS), 'buyer');
  const early = write.at(0, write.dice.int(0, 23), buyer);
  write.signal(early, buyer, 'used-anonymiser', 0.35);
  write.signal(early, buyer, 'bought-capture-software', 0.25);
  write.signal(early + 3 * DAY_MS, buyer, 'travel-booked', 0.1);
  write.signal(early + 6 * DAY_MS, buyer, 'chat-asks-for-live-abuse', 0.25);
  return buyer;
}

function signalFacilitator(write: CaseWriter, who: Person): void {
  write.signal(write.at(write.dice.int(2, 12), 12, who), who, 'chat-offers-live-abuse', 0.25);
}

type Playing = { payTo: Person; streamer: Person | null; habits: Habits };

function playBuyer(write: CaseWriter, buyer: Person, { payTo, streamer, habits }: Playing): void {
  const { dice } = write;
  const sessions = dice.int(...habits.sessions);
  let day = dice.int(0, 12);
  for (let session = 0; session < sessions && day < WORLD_DAYS; session += 1) {
    const hour = dice.chance(habits.night) ? dice.int(22, 28) : dice.int(7, 21);
    const at = write.at(day, hour, buyer);
    write.begins(at);
    for (let part = 0; part < dice.pick([1, 1, 2]); part += 1)
      write.pay(at + part * dice.int(3, 12) * MINUTE_MS, {
        from: buyer,
        to: payTo,
        amount: dice.pick([15, 20, 30, 50, 50, 80, 100, 37]),
        reference: dice.pick(REFERENCES),
        method: dice.pick(['remittance', 'remittance', 'person-to-person', 'virtual-asset']),
      });
    if (streamer !== null && dice.chance(0.75)) playSession(write, at, buyer, streamer);
    day += dice.pick(habits.everyDays);
  }
}

/** The stream follows within minutes, mostly; it is watched by who paid. */
function playSession(write: CaseWriter, paidAt: number, buyer: Person, streamer: Person): void {
  const { dice } = write;
  const at = paidAt + (dice.chance(0.75) ? dice.int(5, 28) : dice.int(31, 300)) * MINUTE_MS;
  const stream = write.stream(at, streamer, dice.chance(0.8) ? 'private' : 'public');
  write.view(at + dice.int(0, 5) * MINUTE_MS, stream, buyer);
  write.end(at + dice.int(10, 50) * MINUTE_MS, stream);
}
