import { Problem } from '../shared/problem.ts';

// The number people quote: ED-0001234-K. The check letter catches any single wrong digit and any swap of two
// neighbours (weights distinct and non-zero modulo the prime 23, as in the Spanish identity number).

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const SHAPE = /^(?:ED-?)?0*(\d{1,15})-?([A-Z])$/i;

export function formatNumber(number: number): string {
  return `ED-${String(number).padStart(7, '0')}-${LETTERS[number % 23]}`;
}

/** The number behind what somebody typed; throws `referral.not-found` where the check letter does not fit. */
export function parseNumber(typed: string): number {
  const [, digits, letter] = SHAPE.exec(typed.trim()) ?? [];
  const number = Number(digits);
  if (digits === undefined || LETTERS[number % 23] !== letter?.toUpperCase()) {
    throw new Problem('referral.not-found', { detail: 'the number and its check letter do not fit' });
  }
  return number;
}
