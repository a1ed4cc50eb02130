import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkContent } from './check-content.ts';
import { hotlineCsv } from './hotline-csv.ts';

const CONTEXT = { receivedAt: new Date('2026-10-05T09:00:00Z'), reliability: '1' } as const;
const MD5 = '0123456789abcdef0123456789abcdef';
const cut = (csv: string) => hotlineCsv.split!(Buffer.from(csv));
const read = (csv: string) => hotlineCsv.read(Buffer.from(csv), CONTEXT);
const faultsOf = (csv: string) => {
  try {
    read(csv);
  } catch (problem) {
    return (problem as { faults: unknown[] }).faults;
  }
  return assert.fail('it was read');
};

test('a file is cut into header and row, with byte order mark, semicolons, quoted line breaks and blank rows', () => {
  const parts = cut(
    `\u{FEFF}URL;MD5;Notes\r\n"https://a.example.org/;1";${MD5};"two\r\nlines ""here"""\r\n;;\r\n\r\nu;;last`,
  );
  assert.deepEqual(
    parts.map((part) => part.toString().split('\r\n').slice(1).join('|')),
    [`"https://a.example.org/;1";${MD5};"two|lines ""here"""|`, 'u;;last'],
  );
});

test('a header alone holds no referral', () => {
  assert.deepEqual(cut('URL,MD5,Category\n'), []);
});

test('a row becomes a referral that fits the scheme, whatever the header looks like', () => {
  const { content } = read(
    `REPORT_ID,Url,MD5,Category,Age Band,Gender,Hosting-Country,Site name,Username,Upload IP,Port,Uploaded at,Assessed at,Self-generated,Notes,Reported by\n` +
      `H-1,https://img.example.org/1,${MD5.toUpperCase()},Category B,7-10,girl,nl,Picshare,synthetic-7,192.0.2.1,4021,2026-10-01T10:00+02:00,2026-10-02,yes,seen twice,Public`,
  );
  assert.deepEqual(checkContent(content), []);
  const [file] = content.files;
  assert.deepEqual(file?.hashes, [{ kind: 'md5', value: MD5 }]);
  assert.deepEqual(file?.grades, [{ scheme: 'uk-abc', grade: 'B' }]);
  assert.deepEqual(file?.annotations, ['possibleSelfProduction']);
  assert.deepEqual(file?.connections?.[0], {
    ip: '192.0.2.1',
    port: 4021,
    at: { utc: '2026-10-01T08:00:00Z', offset: '+02:00', meaning: 'upload' },
    event: 'upload',
  });
  assert.deepEqual(content.parties[0], { role: 'victim', age: { from: 7, to: 10 }, sex: 'female' });
  assert.deepEqual(content.places, [{ meaning: 'technical', country: 'NL' }]);
  assert.deepEqual(content.sourceGrading, { source: '1', information: 'A', handling: 'P' });
  assert.deepEqual(content.kept, []);
});

test('UK levels, the prohibited class and industry classes each keep their own scheme', () => {
  const gradeOf = (written: string) => read(`url,category\nu,${written}`).content.files[0]?.grades?.[0];
  assert.deepEqual(gradeOf('Level 4'), { scheme: 'uk-sap', grade: '4' });
  assert.deepEqual(gradeOf('prohibited image'), { scheme: 'uk-prohibited', grade: 'prohibited' });
  assert.deepEqual(gradeOf('A1'), { scheme: 'us-industry', grade: 'A1' });
  assert.equal(gradeOf('unknown'), undefined);
});

test('columns that nobody knows, and a "no" that a flag cannot say, are kept under their header', () => {
  const { content } = read('url,Series,drawn,url 2,\nu,S-1,no,,x');
  assert.deepEqual(
    content.kept.map(({ path, evidence }) => [
      path,
      content.evidence.find(({ id }) => id === evidence)?.value,
    ]),
    [
      ['Series', 'S-1'],
      ['drawn', 'no'],
      ['column 5', 'x'],
    ],
  );
});

test('faults name line and column, and quote no value', () => {
  assert.deepEqual(faultsOf('url,MD5,Sex,Port\nu,zz,other,99999'), [
    { path: 'Port', reason: 'not a whole number from 0 to 65535', line: 2 },
    { path: 'MD5', reason: 'MD5 has 32 hexadecimal digits', line: 2 },
    { path: 'Sex', reason: 'not female, male, both or unknown', line: 2 },
  ]);
  assert.deepEqual(faultsOf('url,md5\nu'), [{ reason: '1 cells under 2 columns', line: 2 }]);
  assert.deepEqual(faultsOf('url,"md\n5"\nu,"a\nb",c'), [{ reason: '3 cells under 2 columns', line: 3 }]);
  assert.deepEqual(faultsOf('notes,md5\nx,'), [
    { reason: 'the row holds neither a hash nor a web address', line: 2 },
  ]);
  assert.deepEqual(faultsOf('url,notes\nu,"x'), [
    { reason: 'a quote stands inside a cell that is not quoted, or one is not closed', line: 2 },
  ]);
});

test('a payload in a cell is cut out of the row that is kept', () => {
  const picture = Buffer.alloc(600, 9).toString('base64');
  const { stripped, raw, content } = read(
    `url,thumb,notes\nu,"data:image/jpeg;base64,${picture}",${picture}`,
  );
  assert.deepEqual(
    stripped.map(({ path, bytes }) => [path, bytes]),
    [
      ['thumb', 600],
      ['thumb', 600],
    ],
  );
  assert.ok(raw && !raw.includes(picture));
  assert.ok(!JSON.stringify(content).includes(picture));
});
