import { may, type Permission, type PersonActor } from '../../access/index.ts';
import type { Words } from '../words.ts';

/** The pages of the national picture, in the order in which they are read. */
const AREA = {
  figures: { href: '/picture', permission: 'see-picture' },
  coverage: { href: '/picture/coverage', permission: 'see-returns' },
  returns: { href: '/returns', permission: 'see-returns' },
  emerging: { href: '/picture/emerging', permission: 'see-picture' },
  forecast: { href: '/picture/forecast', permission: 'see-picture' },
  hidden: { href: '/picture/hidden', permission: 'see-hidden' },
  tables: { href: '/picture/tables', permission: 'build-tables' },
  claims: { href: '/picture/claims', permission: 'see-picture' },
  outside: { href: '/picture/outside', permission: 'see-picture' },
  global: { href: '/picture/global', permission: 'see-picture' },
  releases: { href: '/releases', permission: 'see-releases' },
} as const satisfies Record<string, { href: string; permission: Permission }>;
type AreaPage = keyof typeof AREA;

/** Links between the pages of the picture, as far as they are the reader's to open. `path`: of the page that is shown. */
export function areaFor(person: PersonActor, { picture }: Words, path: string) {
  const own = (Object.keys(AREA) as AreaPage[]).filter((name) => may(person, AREA[name].permission));
  const here = own.findLast((name) => stands(AREA[name].href, path)) ?? null;
  return own.map((name) => ({
    text: picture.area[name],
    href: AREA[name].href,
    current: name === here,
    // What is open below a page is reached from there, and the page itself stays a link.
    page: path.split('?', 1)[0] === AREA[name].href,
  }));
}

function stands(href: string, path: string): boolean {
  return path.split('?', 1)[0] === href || path.startsWith(`${href}/`);
}
