import type pg from 'pg';
import { PERSON_SPEC } from '../../../src/linking/index.ts';
import { COMMON_FROM } from '../../../src/linking/people/key-rows.ts';

// Ten million people out of a million: a copy has the name, birth, address and place of its original, so that each of
// these has ten times as many holders, and accounts and numbers of its own. It opens as somebody else of the same
// store: whoever finds it by a name finds a stranger, as among ten million invented one by one.

/** What strangers have in common. */
const SHARED_KINDS = ['person-name', 'date-of-birth', 'address', 'place', 'postcode', 'ip'];
/** A key of several attributes. Source: person-keys.ts. */
const COMPOUND = 31;
const SHARED_CODES = [
  ...PERSON_SPEC.attributes.flatMap(({ kind }, i) => (SHARED_KINDS.includes(kind) ? [i] : [])),
  COMPOUND,
];
const SHARED_MASK = SHARED_CODES.reduce((mask, code) => mask | (1n << BigInt(code)), 0n);
/** More records than one person is reported in: an account so common is of several. */
const MORE_THAN_ONE_PERSON = 12;

export type Copying = { copies: number; onProgress: (step: string, done: number, total: number) => void };

/** Copies every stored record, with its keys; and counts the common terms of all. */
export async function copyPeople(client: pg.Client, { copies, onProgress }: Copying): Promise<void> {
  const common = await commonIdentifiers(client);
  const { rows } = await client.query<{ most: number }>('select max(id)::integer as most from er_record');
  const most = rows[0]!.most;
  await client.query(
    'create temporary table original on commit preserve rows as select k, record from er_key',
  );
  await client.query('create temporary table original_record as select * from er_record');
  await client.query('create index on original_record (id)');
  await client.query('analyze original_record');
  for (let copy = 1; copy < copies; copy += 1) {
    const own = (k: string) => ownIdentifier(k, copy, common);
    await client.query(
      `insert into er_record (id, referral_id, party, layer, version, spec, keys, terms, sealed)
       overriding system value
       select o.id + ${copy * most}, other.referral_id, ${copy}, o.layer, o.version, o.spec,
         (select coalesce(array_agg(${own('k')}), '{}') from unnest(o.keys) as k),
         (select coalesce(array_agg(${own('k')}), '{}') from unnest(o.terms) as k), other.sealed
       from original_record o join original_record other on other.id = (o.id + ${copy * 77_777}) % ${most} + 1`,
    );
    await client.query(
      `insert into er_key (k, record) select ${own('k')}, record + ${copy * most} from original`,
    );
    onProgress('copies', copy, copies - 1);
  }
  await client.query(
    `insert into er_common_term (k, holders)
     select k, holders from (
       select k, count(*) * case when ${isShared('k', common)} then ${copies} else 1 end as holders
       from (select unnest(terms) as k from original_record) as term group by k) as counted
     where holders >= ${COMMON_FROM}`,
  );
  await client.query(
    "select setval(pg_get_serial_sequence('er_record', 'id'), (select max(id) from er_record))",
  );
  await client.query('drop table original; drop table original_record');
}

async function commonIdentifiers(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ k: string }>(
    `select k::text from er_key where (${SHARED_MASK}::bigint >> (k & 31)::integer) & 1 = 0
     group by k having count(*) > ${MORE_THAN_ONE_PERSON}`,
  );
  return `'{${rows.map(({ k }) => k).join(',')}}'::bigint[]`;
}

function isShared(k: string, common: string): string {
  return `((${SHARED_MASK}::bigint >> (${k} & 31)::integer) & 1 = 1 or ${k} = any(${common}))`;
}

/** The low bits, which say of what a key is, stay. */
function ownIdentifier(k: string, copy: number, common: string): string {
  return `case when ${isShared(k, common)} then ${k} else ${k} # ${BigInt(copy) << 40n}::bigint end`;
}
