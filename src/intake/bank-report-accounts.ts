import type { Identifier } from '../referral/index.ts';
import type { BankAccount } from './bank-report-schema.ts';
import type { Making } from './making.ts';

/** An account as identifiers: IBAN without blanks, account number with its bank's code, wallet with its service. */
export function paymentIdentifiers(account: BankAccount, path: string, making: Making): Identifier[] {
  const { iban, accountNumber, bankCode, wallet, service } = account;
  const found: Identifier[] = [];
  if (iban !== undefined) found.push(asIdentifier('iban', checkedIban(iban, path, making)));
  if (accountNumber !== undefined) {
    const digits = [bankCode, accountNumber]
      .flatMap((part) => part?.replaceAll(/[\s-]/g, '') ?? [])
      .join('/');
    found.push(asIdentifier('account', digits));
  }
  if (wallet !== undefined) found.push(asIdentifier(`wallet:${service ?? 'unknown'}`, wallet.trim()));
  if (found.length === 0)
    making.faults.push({ path, reason: 'an account has an IBAN, an account number or a wallet' });
  return found;
}

function asIdentifier(type: string, value: string): Identifier {
  return { kind: 'payment-account', type: type.slice(0, 200), value };
}

function checkedIban(written: string, path: string, { faults }: Making): string {
  const iban = written.replaceAll(/[\s-]/g, '').toUpperCase();
  if (!isIban(iban))
    faults.push({ path: `${path}/iban`, reason: 'not an IBAN: its check digits do not fit' });
  return iban;
}

/** ISO 13616: the first four signs moved to the end, letters as 10 to 35, modulo 97 gives 1. */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) return false;
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => Number.parseInt(sign, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}
