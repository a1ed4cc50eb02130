// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text that holds templates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUSE_RULES, type HouseRuleName } from './house-rules.ts';
import { readRepository, type SourceFile } from './source-files.ts';

const repository = readRepository();

/** For each rule: a set of files that breaks it once, and words of the sentence that must come back. */
const BREACHES: Record<HouseRuleName, { files: Record<string, string>; says: RegExp }[]> = {
  'every-folder-has-its-place-in-the-flow': [
    { files: { 'src/utils/text.ts': '' }, says: /src\/utils has no place/ },
  ],
  'a-stage-imports-only-what-stands-above-it': [
    {
      files: { 'src/ledger/seal.ts': `import { receive } from '../intake/index.ts';` },
      says: /seal\.ts imports src\/intake/,
    },
    { files: { 'src/flow/receive.ts': `import { page } from '../web/index.ts';` }, says: /imports src\/web/ },
    { files: { 'src/flow/receive.ts': `await import('../store/index.ts')` }, says: /imports src\/store/ },
    {
      files: { 'src/intake/read.ts': `import type { A } from '../../checks/flow.ts';` },
      says: /checks\/flow\.ts/,
    },
    { files: { 'src/cli/index.ts': `import { main } from '../main.ts';` }, says: /imports src\/main\.ts/ },
  ],
  'edges-do-not-import-each-other': [
    {
      files: { 'src/web/server.ts': `import { routes } from '../api/index.ts';` },
      says: /only src\/main\.ts joins edges/,
    },
  ],
  'through-the-front-door': [
    {
      files: { 'src/flow/receive.ts': `import { insert } from '../intake/intake-records.ts';` },
      says: /use src\/intake\/index\.ts/,
    },
    {
      files: { 'src/intake/read.ts': `import { testDatabase } from '../store/test-database.ts';` },
      says: /use src\/store/,
    },
  ],
  'a-file-knows-few-folders': [
    {
      files: {
        'src/picture/count.ts': [
          'shared/ids',
          'ledger/index',
          'access/index',
          'referral/index',
          'intake/index',
          'linking/index',
        ]
          .map((file) => `import '../${file}.ts';`)
          .join('\n'),
      },
      says: /imports 6 folders/,
    },
  ],
  'files-do-not-import-in-circles': [
    {
      files: {
        'src/linking/a.ts': `import './b.ts';`,
        'src/linking/b.ts': `import './c.ts';`,
        'src/linking/c.ts': `export { b } from './b.ts';`,
      },
      says: /b\.ts -> src\/linking\/c\.ts -> src\/linking\/b\.ts/,
    },
  ],
  'a-migration-names-its-stage': [
    { files: { 'src/store/migrations/0001-outbox.sql': '' }, says: /0001-outbox/ },
    { files: { 'src/store/migrations/0001-utils-tables.sql': '' }, says: /0001-utils/ },
  ],
  'sql-names-only-its-own-tables': [
    breachOfTables({ 'src/picture/count.ts': 'sql<{ n: number }>`select count(*) as n from referral r`' }),
    breachOfTables({ 'src/picture/count.ts': 'sql`select 1 from job, referral`' }, /names the table/),
    breachOfTables({ 'src/picture/count.ts': 'sql`select ${sql`1`} from x left join referral using (id)`' }),
    breachOfTables({ 'src/linking/fold.ts': "const ADD = 'insert into referral (id) values ($1)';" }),
    breachOfTables({ 'src/linking/fold.ts': 'client.query(`update referral set state = $1`)' }),
    breachOfTables({ 'src/linking/fold.ts': 'sql`delete from only public.referral`' }),
    breachOfTables({ 'src/linking/fold.ts': 'sql`truncate table referral`' }),
    breachOfTables({ 'src/linking/fold.ts': "sql`select * from ${sql.table('referral')}`" }),
    breachOfTables({ 'src/jobs/run.ts': 'sql`select from referral`' }),
    breachOfTables({ 'src/store/migrations/0009-linking-x.sql': 'alter table referral add x integer;' }),
  ],
  'edges-hold-no-sql': [
    { files: { 'src/web/queue.ts': 'sql`select 1`' }, says: /queue\.ts holds SQL/ },
    { files: { 'src/demo/month.ts': '"select 1"' }, says: /month\.ts holds SQL/ },
  ],
  'index-files-list-names': [
    { files: { 'src/ledger/index.ts': `// One line.\nexport { a } from './a.ts';` }, says: /does not open/ },
    { files: { 'src/ledger/index.ts': `// One.\n// Two.\nexport * from './a.ts';` }, says: /exports \*/ },
  ],
  'a-file-fits-its-story': [
    { files: { 'src/flow/all.ts': '\n'.repeat(300).concat('x') }, says: /has 301 lines/ },
  ],
  'no-file-names-a-machine': [
    {
      files: { 'README.md': `cd ${['', 'home', 'someone', 'everydot'].join('/')}` },
      says: /README\.md names/,
    },
    { files: { 'package-lock.json': `{ "${'resolved'}": "x" }` }, says: /package-lock\.json names/ },
    { files: { 'docs/a.md': `see ${['registry', 'example', 'org'].join('.')}` }, says: /docs\/a\.md names/ },
  ],
};

for (const [name, rule] of Object.entries(HOUSE_RULES)) {
  test(name, () => {
    assert.deepEqual(rule(repository), []);
  });

  test(`${name}: a breach is told`, () => {
    for (const { files, says } of BREACHES[name as HouseRuleName]) {
      const sentences = rule(filesFrom(files));
      assert.equal(sentences.length, 1, `${JSON.stringify(files)} gave ${JSON.stringify(sentences)}`);
      assert.match(sentences[0]!, says);
    }
  });
}

/** What the rules must let pass, because honest code is written so. */
const HONEST = {
  'src/store/migrations/0001-shared-outbox.sql': 'create table job (id bigint);',
  'src/store/migrations/0002-referral-life.sql':
    'create table if not exists referral (id uuid); -- from nothing',
  'src/store/migrations/0003-linking-key.sql': 'create table er_key (id uuid references referral);',
  'src/referral/referral-records.ts': 'sql`select id from referral where at is distinct from job`',
  'src/linking/keys.ts':
    'sql`with referral as (select 1 as id) select er_key.id from er_key join referral on true`',
  'src/linking/label.ts': `const label = 'Update referral details from referral';`,
  'src/linking/link.test.ts': `import '../store/test-database.ts'; sql\`select from referral\``,
  'src/jobs/claim.ts': 'sql`delete from job where id = ${id}`',
  'src/web/index.ts': `// Pages.\n// Promised: nothing.\nimport { a } from '../store/index.ts';\nimport { b } from '../shared/ids.ts';`,
  'src/linking/edges.ts': `import type {\n  Key,\n} from './keys.ts';`,
  'src/main.ts': `import { serve } from './web/index.ts';\nimport p from '../package.json' with { type: 'json' };`,
  'src/referral/bands.ts': `/** The vocabulary of bands. */${'\n'.repeat(400)}x`,
};

test('honest files break no rule', () => {
  for (const rule of Object.values(HOUSE_RULES)) assert.deepEqual(rule(filesFrom(HONEST)), []);
});

function breachOfTables(
  files: Record<string, string>,
  says = /names the table referral, which is referral's/,
) {
  return {
    files: { 'src/store/migrations/0002-referral-life.sql': 'create table referral (id uuid);', ...files },
    says,
  };
}

function filesFrom(files: Record<string, string>): SourceFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}
