import { InvalidArgumentError } from 'commander';

// What options of several commands are read as; a value that is none is wrong use of the command.

export function aNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('a number is needed');
  return value;
}

/** "0.05,0.1": shares above 0 and below 1. */
export function shares(text: string): number[] {
  const found = text.split(',').map(aNumber);
  if (found.some((share) => share <= 0 || share >= 1))
    throw new InvalidArgumentError('shares lie between 0 and 1');
  return found;
}

/** A share of 0 or more, and below 1. */
export function shareFromNought(text: string): number {
  const share = aNumber(text);
  if (share < 0 || share >= 1) throw new InvalidArgumentError('a share from 0 to below 1 is needed');
  return share;
}

/** "risk=low<medium<high": the column, and its values from least to most. May be given several times. */
export function orders(text: string, before: Record<string, string[]> = {}): Record<string, string[]> {
  const [column, values] = text.split(/=(.*)/s);
  const order = (values ?? '').split('<').map((value) => value.trim());
  if (!column || order.length < 2 || new Set(order).size < order.length || order.includes(''))
    throw new InvalidArgumentError('needed: a column, "=", and its values from least to most, parted by "<"');
  return { ...before, [column.trim()]: order };
}
