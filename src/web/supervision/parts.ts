import { may, type Permission, type PersonActor } from '../../access/index.ts';
import type { Words } from '../words.ts';

const PARTS = {
  overview: { href: '/supervision', permission: 'supervise' },
  samples: { href: '/supervision/samples', permission: 'grade-blind' },
  agreement: { href: '/supervision/agreement', permission: 'supervise' },
  simulation: { href: '/supervision/simulation', permission: 'supervise' },
  linkQuality: { href: '/links/quality', permission: 'see-link-quality' },
  validation: { href: '/validation', permission: 'see-validation' },
  clocks: { href: '/clocks', permission: 'see-queue' },
} as const satisfies Record<string, { href: string; permission: Permission }>;
export type PartName = keyof typeof PARTS;

/** Links between the pages of oversight, as far as they are the reader's to open. */
export function partsFor(person: PersonActor, { supervision }: Words, here: PartName) {
  return (Object.keys(PARTS) as PartName[])
    .filter((name) => may(person, PARTS[name].permission))
    .map((name) => ({ text: supervision[name], href: PARTS[name].href, current: name === here }));
}
