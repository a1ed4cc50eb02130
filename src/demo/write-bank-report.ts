import type { BankReport, PaymentIndicator } from '../intake/index.ts';
import type { Dice } from '../shared/dice.ts';
import { type Incident, type Report, writtenTime } from './incident.ts';
import { SENTENCES } from './invented.ts';
import { DAY_MS, HOUR_MS } from './make-incident.ts';
import type { Person } from './world.ts';

type BankParty = NonNullable<BankReport['subjects']>[number];
type Transaction = NonNullable<BankReport['transactions']>[number];

const NAMES: Record<string, string> = { 'bank-one': 'First Sample Bank', 'bank-two': 'Paypath' };

/** A bank sees payments, not what they are for. */
export function writeBankReport(dice: Dice, { incident, sourceId, receivedAt }: Report): Buffer {
  const isSextortion = incident.type === 'financial-sextortion';
  const [payer, payees] = isSextortion
    ? [incident.children[0]!, incident.suspects]
    : [incident.suspects[0]!, incident.recipients];
  const document: BankReport = {
    reportingInstitution: { name: NAMES[sourceId] ?? sourceId, country: 'GB' },
    reportReference: `SAR-${incident.id.slice(9)}`,
    reportedAt: writtenTime(receivedAt, '+01:00'),
    suspicion: isSextortion ? 'financial-sextortion' : 'payment-for-abuse',
    subjects: [subject(payer, isSextortion)],
    counterparties: payees.map(counterparty),
    transactions: isSextortion ? burst(dice, incident) : trickle(dice, incident, payees[0]!),
    indicators: dice.shuffle(isSextortion ? SEXTORTION_SIGNS : PAYMENT_SIGNS).slice(0, dice.int(2, 3)),
    ...(isSextortion && { facts: incident.facts }),
    narrative: dice.pick(SENTENCES.bank),
  };
  return Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
}

const SEXTORTION_SIGNS: readonly PaymentIndicator[] = [
  'sextortion-amounts',
  'sextortion-burst',
  'young-payer',
];
const PAYMENT_SIGNS: readonly PaymentIndicator[] = [
  'small-frequent-even',
  'night-hours',
  'reference-wording',
  'high-risk-corridor',
  'small-transfers',
];

function subject(person: Person, isChild: boolean): BankParty {
  return {
    role: isChild ? 'victim' : 'suspect',
    names: [person.name],
    accounts: [{ iban: person.iban, country: 'GB' }],
    emails: [person.email],
    phones: [person.phone],
    places: [{ meaning: 'home', city: person.home.town, postcode: person.postcode, country: 'GB' }],
  };
}

function counterparty(person: Person): BankParty {
  return {
    accounts: [
      { wallet: `pay-${person.accounts[0]!.username}`, service: 'Paypath', country: person.country },
    ],
    emails: [person.email],
  };
}

/** EUR 10 to 200, even amounts, late at night, over weeks (FATF 2025). */
function trickle(dice: Dice, { at }: Incident, payee: Person): Transaction[] {
  const times = Array.from(
    { length: dice.int(3, 9) },
    (_, i) => at - i * 4 * DAY_MS - dice.int(0, 60) * HOUR_MS,
  );
  return times
    .sort((a, b) => a - b)
    .map((time) => ({
      at: writtenTime(time, '+01:00'),
      amountMinor: dice.int(1, 20) * 1_000,
      currency: 'GBP',
      direction: 'out' as const,
      method: 'remittance',
      toCountry: payee.country,
      reference: dice.pick(['family support', 'school fees', 'medical bills', 'thank you']),
    }));
}

/** Up to EUR 1,500 in all, starting under EUR 250, within hours, then nothing (FATF 2025). */
function burst(dice: Dice, { at }: Incident): Transaction[] {
  const gapMinutes = dice.int(5, 40);
  return Array.from({ length: dice.int(3, 6) }, (_, i) => ({
    at: writtenTime(at - (6 - i) * gapMinutes * 60_000, '+01:00'),
    amountMinor: dice.int(2, 22) * 1_000,
    currency: 'GBP',
    direction: 'out' as const,
    method: dice.pick(['instant transfer', 'gift card']),
    reference: dice.pick(['gift', 'as agreed', 'last one']),
  }));
}
