import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankReport } from './bank-report.ts';
import { isIban } from './bank-report-accounts.ts';
import { checkContent } from './check-content.ts';

const CONTEXT = { receivedAt: new Date('2026-10-05T09:00:00Z'), reliability: '1' } as const;
const read = (document: unknown) => bankReport.read(Buffer.from(JSON.stringify(document)), CONTEXT);

const REPORT = {
  reportingInstitution: { name: 'Bank of Samples', country: 'GB' },
  reportReference: 'SAR-1',
  reportedAt: '2026-10-04T09:00:00+01:00',
  indicators: ['small-frequent-even', 'our-own-rule'],
  subjects: [
    {
      names: ['Sample Person'],
      accounts: [
        { iban: 'GB82 WEST 1234 5698 7654 32', country: 'GB' },
        { accountNumber: '00012345', bankCode: '00-00-00' },
      ],
      emails: ['a@example.com'],
    },
  ],
  counterparties: [{ accounts: [{ wallet: 'w-1', service: 'Paysample', country: 'PH' }] }],
  transactions: [
    {
      at: '2026-10-01T23:10:00+01:00',
      amountMinor: 2000,
      currency: 'GBP',
      direction: 'out',
      toCountry: 'PH',
      reference: 'family support',
    },
  ],
  narrative: 'Regular small payments',
};

test('a report fits the scheme: accounts as identifiers, transactions as payments, words as evidence', () => {
  const { content } = read(REPORT);
  assert.deepEqual(checkContent(content), []);
  assert.equal(content.incidentType, 'payment-for-abuse');
  assert.deepEqual(content.flags, ['indicator:small-frequent-even', 'indicator:our-own-rule']);
  assert.deepEqual(content.parties[0]?.identifiers, [
    { kind: 'payment-account', type: 'iban', value: 'GB82WEST12345698765432' },
    { kind: 'payment-account', type: 'account', value: '000000/00012345' },
    { kind: 'email', value: 'a@example.com' },
  ]);
  assert.deepEqual(content.payments?.[0], {
    at: { utc: '2026-10-01T22:10:00Z', offset: '+01:00', meaning: 'purchase' },
    amountMinor: 2000,
    currency: 'GBP',
    toCountry: 'PH',
  });
  assert.deepEqual(
    content.kept.map(({ path }) => path),
    ['/transactions/0'],
  );
  assert.deepEqual(
    content.parties.map(({ role }) => role),
    ['suspect', 'recipient', 'reporter'],
  );
});

test('who pays under threat is not taken for a suspect', () => {
  const { content } = read({ ...REPORT, suspicion: 'financial-sextortion' });
  assert.deepEqual(
    content.parties.map(({ role }) => role),
    ['unknown', 'suspect', 'reporter'],
  );
});

test('unknown fields are kept at any depth', () => {
  const { content } = read({
    reportingInstitution: { name: 'B', lei: 'X' },
    subjects: [{ accounts: [{ wallet: 'w', tag: 1 }] }],
    risk: 7,
  });
  assert.deepEqual(
    content.kept.map(({ path }) => path),
    ['/reportingInstitution/lei', '/subjects/0/accounts/0/tag', '/risk'],
  );
});

test('faults name pointer and line', () => {
  assert.throws(
    () =>
      read({
        reportingInstitution: { name: 'B' },
        subjects: [{ accounts: [{ iban: 'GB00WEST12345698765432' }, {}] }],
      }),
    {
      faults: [
        { path: '/subjects/0/accounts/0/iban', reason: 'not an IBAN: its check digits do not fit', line: 1 },
        {
          path: '/subjects/0/accounts/1',
          reason: 'an account has an IBAN, an account number or a wallet',
          line: 1,
        },
      ],
    },
  );
  assert.throws(
    () => read({ reportingInstitution: { name: 'B' }, transactions: [{ amountMinor: -5, currency: 'GBP' }] }),
    /not valid/,
  );
});

test('check digits of an IBAN', () => {
  assert.ok(isIban('GB82WEST12345698765432'));
  assert.ok(!isIban('GB82WEST12345698765423'));
});
