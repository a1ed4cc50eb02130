import { zipSync } from 'fflate';
import type { RegisteredClaim } from '../publication/index.ts';
import { csvCell } from '../shared/csv-cell.ts';

const PERIOD = ['2012-01-01', '2012-12-31'] as const;
const COLUMNS = [
  'id',
  'title',
  'value',
  'unit',
  'definition',
  'version',
  'counted_in',
  'period_from',
  'period_to',
  'forces_answered',
  'forces',
] as const;
const CLAIM_COLUMNS = [
  'claim_id',
  'statement',
  'value',
  'unit',
  'said_by',
  'said_on',
  'document',
  'caveats',
] as const;

/** A release as another country may publish it: a zip of a data package, all of it invented. */
export function inventedPackage(country: string, imageReports: number, quoted: RegisteredClaim): Buffer {
  // One country counts people, the other offences: the two are shown and not added up.
  const countsPeople = imageReports > 1_000;
  const figures = [
    [
      'image-reports',
      'Reports of indecent images of children',
      imageReports,
      'incidents',
      IMAGES,
      1,
      'records',
      ...PERIOD,
      '',
      '',
    ],
    [
      'lone-perpetrators',
      'Lone perpetrators',
      Math.round(imageReports / 6),
      countsPeople ? 'people' : 'offences',
      countsPeople ? 'People who acted alone, each once a year.' : 'Offences by people who acted alone.',
      1,
      'returns',
      ...PERIOD,
      countsPeople ? 12 : 9,
      12,
    ],
  ];
  const claims = [
    [
      quoted.id,
      quoted.statement,
      quoted.value ?? '',
      quoted.unit,
      quoted.saidBy,
      quoted.saidOn,
      quoted.document,
      quoted.caveats.join('; '),
    ],
  ];
  const description = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `example-${country.toLowerCase()}`,
    title: `Threat assessment 2012 of ${country} (invented)`,
    contributors: [{ title: `Example bureau of ${country}`, roles: ['publisher'] }],
    country,
    edition: {
      slug: `example-${country.toLowerCase()}`,
      edition: 1,
      period: { from: PERIOD[0], to: PERIOD[1] },
      frozenAt: null,
      revisionNote: null,
      synthetic: true,
    },
    resources: [
      { name: 'figures', path: 'figures.csv' },
      { name: 'claims', path: 'claims.csv' },
    ],
  };
  return Buffer.from(
    zipSync({
      'datapackage.json': Buffer.from(JSON.stringify(description)),
      'figures.csv': csvOf(COLUMNS, figures),
      'claims.csv': csvOf(CLAIM_COLUMNS, claims),
    }),
  );
}

const IMAGES = 'Incidents whose threat is the proliferation of indecent images of children.';

function csvOf(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): Buffer {
  return Buffer.from(
    [columns, ...rows].map((row) => `${row.map((cell) => csvCell(String(cell))).join(',')}\r\n`).join(''),
  );
}
