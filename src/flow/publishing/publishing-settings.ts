import type { Licence, PublishOptions } from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';

/** Vocabulary: licences that a bureau may name, as the Open Definition names them. Source: opendefinition.org/licenses, 2026-11. */
const LICENCES = {
  'OGL-UK-3.0': {
    title: 'Open Government Licence v3.0',
    path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  },
  'CC-BY-4.0': {
    title: 'Creative Commons Attribution 4.0',
    path: 'https://creativecommons.org/licenses/by/4.0/',
  },
  'CC0-1.0': {
    title: 'CC0 1.0, no rights reserved',
    path: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
} as const satisfies Record<string, Omit<Licence, 'name'>>;

/** What publishing needs beyond the records. `baseUrl`: where people reach the pages; null: nowhere yet. */
export type Publishing = Pick<PublishOptions, 'signer' | 'print' | 'licence' | 'contact'> & {
  baseUrl: string | null;
};

/** By its name; null where none is given. Throws `command.unknown-value`. */
export function licenceNamed(name: string | undefined): Licence | null {
  if (name === undefined || name === '') return null;
  if (!Object.hasOwn(LICENCES, name))
    throw new Problem('command.unknown-value', {
      detail: `a licence is ${Object.keys(LICENCES).join(', ')}`,
    });
  return { name, ...LICENCES[name as keyof typeof LICENCES] };
}
