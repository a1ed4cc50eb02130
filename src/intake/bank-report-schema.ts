import { type Static, Type } from 'typebox';
import { PAYMENT_INDICATORS } from './bank-report-indicators.ts';
import { NativeReferral } from './native-json-schema.ts';

// What a bank or payment firm reports: who paid whom, when, how much, and why that was noticed. Unknown fields are kept.

const party = NativeReferral.properties.parties.items.properties;
const time = NativeReferral.properties.times.items.properties.at;
const sentence = NativeReferral.properties.narrative;
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const COUNTRY = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' });
const CODE = Type.String({ pattern: '^[a-z][a-z0-9-]{0,79}$' });

const BankAccount = Type.Object({
  iban: Type.Optional(text(50)),
  accountNumber: Type.Optional(text(50)),
  /** Sort code, routing number or BIC. */
  bankCode: Type.Optional(text(20)),
  wallet: Type.Optional(text(200)),
  /** Which payment service or chain a wallet belongs to. */
  service: Type.Optional(text(200)),
  country: Type.Optional(COUNTRY),
});
export type BankAccount = Static<typeof BankAccount>;

const BankParty = Type.Object({
  role: Type.Optional(Type.Enum(['suspect', 'victim', 'recipient', 'associate', 'unknown'])),
  names: party.names,
  dateOfBirth: party.dateOfBirth,
  accounts: Type.Optional(Type.Array(BankAccount, { maxItems: 1_000 })),
  emails: Type.Optional(Type.Array(text(500), { maxItems: 100 })),
  phones: Type.Optional(Type.Array(text(500), { maxItems: 100 })),
  usernames: Type.Optional(
    Type.Array(Type.Object({ service: Type.Optional(text(200)), username: text(500) }), { maxItems: 100 }),
  ),
  connections: party.connections,
  places: party.places,
  notes: sentence,
});
export type BankParty = Static<typeof BankParty>;

const Transaction = Type.Object({
  at: Type.Optional(time),
  amountMinor: Type.Integer({ minimum: 0, description: 'Pence, cents: the smallest unit of the currency.' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
  direction: Type.Optional(Type.Enum(['out', 'in'])),
  method: Type.Optional(text(100)),
  from: Type.Optional(text(200)),
  to: Type.Optional(text(200)),
  fromCountry: Type.Optional(COUNTRY),
  toCountry: Type.Optional(COUNTRY),
  reference: sentence,
});
export type Transaction = Static<typeof Transaction>;

/** A financial institution's report. */
export const BankReport = Type.Object(
  {
    reportingInstitution: Type.Object({
      name: text(200),
      country: Type.Optional(COUNTRY),
      contact: Type.Optional(text(500)),
    }),
    reportReference: Type.Optional(text(200)),
    reportedAt: Type.Optional(time),
    suspicion: Type.Optional(Type.Enum(['payment-for-abuse', 'financial-sextortion'])),
    subjects: Type.Optional(Type.Array(BankParty, { maxItems: 1_000 })),
    counterparties: Type.Optional(Type.Array(BankParty, { maxItems: 1_000 })),
    transactions: Type.Optional(Type.Array(Transaction, { maxItems: 10_000 })),
    indicators: Type.Optional(
      Type.Array(CODE, {
        maxItems: 100,
        description: `${Object.keys(PAYMENT_INDICATORS).join(', ')}; other codes are kept by their own name.`,
      }),
    ),
    facts: NativeReferral.properties.facts,
    narrative: sentence,
  },
  {
    description:
      "A financial institution's report of payments that suggest child sexual abuse or sextortion.",
  },
);
export type BankReport = Static<typeof BankReport>;
