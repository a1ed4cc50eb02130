import { may, type Permission, type PersonActor } from '../../access/index.ts';
import type { Words } from '../words.ts';

type Group = { key: keyof Words['navigation']; permission: Permission };

/** Supervisors find what they watch over in one place; what belongs to links, hash lists or the picture is found there. */
const OVERSIGHT: Group = { key: 'supervision', permission: 'supervise' };
const ON_LINKS: Group = { key: 'links', permission: 'judge-link' };
const ON_HASH_LISTS: Group = { key: 'hashLists', permission: 'see-hash-lists' };
const ON_PICTURE: Group = { key: 'picture', permission: 'see-returns' };

/**
 * `within`: whoever may open that page reaches this one from there instead, so that one row of links is enough.
 * `covers`: where else one is when this link is the current one.
 */
type Link = {
  key: keyof Words['navigation'];
  href: string;
  permission: Permission;
  within?: Group;
  covers?: readonly string[];
};

/** The main navigation, in the order of the work; each person sees what their role may open. */
const LINKS: readonly Link[] = [
  { key: 'queue', href: '/queue', permission: 'see-queue' },
  { key: 'alarms', href: '/alarms', permission: 'see-queue' },
  { key: 'circulation', href: '/circulation', permission: 'see-circulation' },
  { key: 'clocks', href: '/clocks', permission: 'see-queue', within: OVERSIGHT },
  { key: 'supervision', href: '/supervision', permission: 'grade-blind' },
  { key: 'assessments', href: '/assessments', permission: 'see-instruments' },
  { key: 'enquiries', href: '/enquiries', permission: 'ask-enquiry' },
  { key: 'unrouted', href: '/unrouted', permission: 'send-package' },
  { key: 'packages', href: '/packages', permission: 'receive-package' },
  {
    key: 'links',
    href: '/links/review',
    permission: 'judge-link',
    covers: ['/links/pairs', '/links/groups', '/links/sample'],
  },
  { key: 'conflicts', href: '/conflicts', permission: 'see-conflicts', within: ON_LINKS },
  { key: 'hashLists', href: '/hash-lists', permission: 'see-hash-lists' },
  { key: 'lookups', href: '/lookups', permission: 'see-lookups', within: ON_HASH_LISTS },
  { key: 'quarantine', href: '/quarantine', permission: 'repair-document' },
  { key: 'removals', href: '/removals', permission: 'see-removal' },
  { key: 'removalQuestions', href: '/removal-questions', permission: 'release-removal' },
  { key: 'picture', href: '/picture', permission: 'see-picture', covers: ['/releases'] },
  { key: 'returns', href: '/returns', permission: 'send-return', within: ON_PICTURE },
  { key: 'linkQuality', href: '/links/quality', permission: 'see-link-quality', within: OVERSIGHT },
  { key: 'validation', href: '/validation', permission: 'see-validation', within: OVERSIGHT },
  { key: 'ledger', href: '/ledger', permission: 'see-ledger' },
  { key: 'exposure', href: '/exposure', permission: 'see-own-exposure' },
];

export type NavigationItem = { text: string; href: string; current: boolean };

export function navigationFor(person: PersonActor, words: Words, path: string): NavigationItem[] {
  const own = LINKS.filter(({ permission }) => may(person, permission));
  const isWithin = ({ within }: Link) => within !== undefined && may(person, within.permission);
  const here = own.find((link) => stands(link, path));
  const current = here && isWithin(here) ? here.within?.key : here?.key;
  return own
    .filter((link) => !isWithin(link))
    .map(({ key, href }) => ({ text: words.navigation[key], href, current: key === current }));
}

function stands({ href, covers = [] }: Link, path: string): boolean {
  return [href, ...covers].some((base) => path === base || path.startsWith(`${base}/`));
}

/** Where a role's own work stands: whoever watches the ledger or the picture does not start among the instruments. */
const HOMES: readonly Link['key'][] = ['queue', 'packages', 'ledger', 'exposure', 'picture'];

/** Where somebody starts after signing in: their own work, else the first thing they may open; undefined if there is none. */
export function homeOf(person: PersonActor): string | undefined {
  const own = LINKS.filter(({ permission }) => may(person, permission));
  const home = HOMES.flatMap((key) => own.filter((link) => link.key === key))[0];
  return (home ?? own[0])?.href;
}
