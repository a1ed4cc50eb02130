import { may, type Permission, type PersonActor } from '../../access/index.ts';
import type { Words } from '../words.ts';

type Link = { key: keyof Words['navigation']; href: string; permission: Permission };

/** The main navigation, in the order of the work; each person sees what their role may open. */
const LINKS: readonly Link[] = [
  { key: 'queue', href: '/queue', permission: 'see-queue' },
  { key: 'alarms', href: '/alarms', permission: 'see-queue' },
  { key: 'circulation', href: '/circulation', permission: 'see-circulation' },
  { key: 'clocks', href: '/clocks', permission: 'see-queue' },
  { key: 'enquiries', href: '/enquiries', permission: 'ask-enquiry' },
  { key: 'unrouted', href: '/unrouted', permission: 'send-package' },
  { key: 'conflicts', href: '/conflicts', permission: 'see-conflicts' },
  { key: 'hashLists', href: '/hash-lists', permission: 'see-hash-lists' },
  { key: 'lookups', href: '/lookups', permission: 'see-lookups' },
  { key: 'quarantine', href: '/quarantine', permission: 'repair-document' },
  { key: 'removals', href: '/removals', permission: 'see-removal' },
  { key: 'packages', href: '/packages', permission: 'receive-package' },
  { key: 'removalQuestions', href: '/removal-questions', permission: 'release-removal' },
  { key: 'picture', href: '/picture', permission: 'see-picture' },
  { key: 'ledger', href: '/ledger', permission: 'see-ledger' },
  { key: 'exposure', href: '/exposure', permission: 'see-own-exposure' },
];

export type NavigationItem = { text: string; href: string; current: boolean };

export function navigationFor(person: PersonActor, words: Words, path: string): NavigationItem[] {
  return LINKS.filter((link) => may(person, link.permission)).map((link) => ({
    text: words.navigation[link.key],
    href: link.href,
    current: path === link.href || path.startsWith(`${link.href}/`),
  }));
}

/** Where somebody starts after signing in: the first thing their role may open; undefined if there is none here. */
export function homeOf(person: PersonActor): string | undefined {
  return LINKS.find((link) => may(person, link.permission))?.href;
}
