import type { Account, Identifier, Moment, Party, Place } from '../referral/index.ts';
import type { RowReader } from './hotline-csv-reader.ts';
import { present } from './making.ts';

/** The child or children seen, whoever posted it, and whoever reported it, as far as the row tells. */
export function partiesOf(reader: RowReader): Party[] {
  return [...childrenOf(reader), ...posterOf(reader), ...reporterOf(reader)];
}

type Sex = 'female' | 'male';

const SEXES: ReadonlyMap<string, readonly Sex[]> = new Map<string, readonly Sex[]>([
  ['female', ['female']],
  ['f', ['female']],
  ['girl', ['female']],
  ['male', ['male']],
  ['m', ['male']],
  ['boy', ['male']],
  ['both', ['female', 'male']],
]);

function childrenOf(reader: RowReader): Party[] {
  const age = ageOf(reader);
  const written = reader.text('sex');
  if (written === undefined) return age ? [{ role: 'victim', age }] : [];
  const sexes = SEXES.get(written.toLowerCase());
  if (!sexes) reader.fault('sex', 'not female, male, both or unknown');
  return (sexes ?? []).map((sex) => present<Party>({ role: 'victim', age, sex }));
}

function ageOf(reader: RowReader): Party['age'] {
  const written = reader.text('ageBand');
  if (written === undefined) return undefined;
  const [, from, to = from] = /^(\d{1,2})(?: ?(?:-|to|\u2013) ?(\d{1,2}))?(?: years)?$/.exec(written) ?? [];
  const age = { from: Number(from), to: Number(to) };
  if (from === undefined || age.from > age.to)
    return reader.fault('ageBand', 'not an age in years, or two with a dash between');
  return age;
}

function posterOf(reader: RowReader): Party[] {
  const username = reader.text('username', 500);
  const email = reader.text('email', 500);
  if (username === undefined && email === undefined) return [];
  const service = reader.text('siteName', 200);
  return [
    present<Party>({
      role: 'suspect',
      accounts: username === undefined ? undefined : [present<Account>({ service, username })],
      identifiers: email === undefined ? undefined : [{ kind: 'email', value: email } satisfies Identifier],
    }),
  ];
}

function reporterOf(reader: RowReader): Party[] {
  const name = reader.text('reportedBy', 500);
  return name === undefined ? [] : [{ role: 'reporter', names: [name] }];
}

export function placesOf(reader: RowReader): Place[] {
  const country = reader.text('hostingCountry')?.toUpperCase();
  if (country === undefined) return [];
  if (!/^[A-Z]{2}$/.test(country)) {
    reader.fault('hostingCountry', 'not a country in two letters (ISO 3166-1)');
    return [];
  }
  return [{ meaning: 'technical', country }];
}

export function timesOf(reader: RowReader): Moment[] {
  return [
    reader.moment('incidentAt', 'incident'),
    reader.moment('reportedAt', 'reported'),
    reader.moment('assessedAt', 'viewed'),
  ].filter((moment) => moment !== undefined);
}
