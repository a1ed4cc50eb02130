import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { ReferralContent } from '../referral/index.ts';
import { type Fault, Problem } from '../shared/problem.ts';
import { checkContent } from './check-content.ts';
import { cyberTipXml } from './cybertip-xml.ts';

const CONTEXT = { receivedAt: new Date('2026-03-02T09:00:00Z'), reliability: '2' } as const;
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const REPORT = fixture('cybertip-report.xml');
const FILE = fixture('cybertip-file-details.xml');
const SMALLEST = `<report><incidentSummary><incidentType>Child Sex Trafficking</incidentType><incidentDateTime>2026-01-01T00:00:00Z</incidentDateTime></incidentSummary><reporter><reportingPerson/></reporter></report>`;

function read(document: string | Buffer): ReferralContent {
  return cyberTipXml.read(Buffer.from(document), CONTEXT).content;
}

function faultsOf(document: string | Buffer): readonly Fault[] {
  try {
    read(document);
  } catch (problem) {
    assert.ok(problem instanceof Problem);
    assert.equal(problem.code, 'intake.invalid');
    return problem.faults;
  }
  return [];
}

const valueOfKept = (content: ReferralContent, path: string) => {
  const kept = content.kept.find((each) => each.path === path);
  return content.evidence.find(({ id }) => id === kept?.evidence)?.value;
};
const envelope = (...parts: string[]) =>
  `<cyberTiplineSubmission reportId="4001">${parts.map((part) => part.replace(/^<\?xml.*\?>\s*/, '')).join('')}</cyberTiplineSubmission>`;

describe('a report', () => {
  const content = read(REPORT);
  const suspect = content.parties.find(({ role }) => role === 'suspect')!;

  test('gives its type and threat, and its time with the offset and what it means', () => {
    assert.equal(content.incidentType, 'online-enticement');
    assert.equal(content.threat, 'exploitation');
    assert.deepEqual(content.times, [{ utc: '2026-02-15T02:05:00Z', offset: '-05:00', meaning: 'incident' }]);
  });

  test('gives what is stated as facts, and nothing else', () => {
    assert.deepEqual(content.facts, { coercion: 'yes' });
    assert.equal(content.urgencyClaim?.level, 'escalated');
    assert.equal(content.evidence.find(({ id }) => id === content.urgencyClaim?.reason)?.kind, 'text');
  });

  test('gives the reported account, where it was used, and from which place', () => {
    assert.deepEqual(suspect.connections, [
      {
        ip: '198.51.100.7',
        port: 50_123,
        at: { utc: '2026-02-15T01:59:59Z', offset: '-05:00', meaning: 'login' },
        event: 'login',
      },
    ]);
    assert.deepEqual(
      suspect.identifiers?.map(({ kind, value }) => [kind, value]),
      [
        ['phone', '+44 7700 900123'],
        ['email', 'reported@example.org'],
        ['device', '356938035643809'],
      ],
    );
    assert.deepEqual(suspect.places, [
      { meaning: 'estimated', city: 'Leeds', country: 'GB', verified: 'no' },
    ]);
    const [account] = suspect.accounts!;
    assert.equal(account?.username, 'sample_user');
    assert.equal(account?.disabled, 'yes');
    assert.deepEqual(
      account?.restrictions?.map(({ kind, userNotified }) => [kind, userNotified]),
      [['temporary', 'no']],
    );
  });

  test('gives the child, the school, and the police who know already', () => {
    const child = content.parties.find(({ role }) => role === 'victim')!;
    assert.deepEqual(child.age, { from: 12, to: 12 });
    assert.deepEqual(child.places, [{ meaning: 'school', lines: ['Sample School'] }]);
    assert.deepEqual(content.agencies, [
      { name: 'Sample County Police', caseReference: 'SC-2026-17', reported: 'yes' },
    ]);
  });

  test('keeps flags and elements of a later version by their own names', () => {
    assert.deepEqual(content.flags, ['sextortion', 'informational']);
    assert.equal(
      valueOfKept(content, '/report/personOrUserReported/thirdPartyNote'),
      'A field of a later version',
    );
  });

  test('seals every free text and web address as an item of its own', () => {
    const open = JSON.stringify({ ...content, evidence: [] });
    for (const { value } of content.evidence) assert.ok(!open.includes(JSON.stringify(value)), value);
  });
});

describe('details of a file', () => {
  const content = read(FILE);
  const [file] = content.files;

  test('stand as a receipt of their own, with the report they belong to', () => {
    assert.deepEqual(content.references, [{ scheme: 'ncmec', value: '4001' }]);
    assert.deepEqual(content.flags, ['fileDetailsOnly']);
    assert.equal(content.incidentType, 'other');
  });

  test('give hashes by kind, and one whose form does not fit its name as another kind', () => {
    assert.deepEqual(file?.hashes, [
      { kind: 'md5', value: '00000000000000000000000000000ab1', type: 'MD5' },
      { kind: 'photodna', value: '1,2,3,4', type: 'PDNA' },
      { kind: 'sha1', value: '00000000000000000000000000000000000000b2', type: 'SHA1' },
    ]);
    const [wrong] = read(FILE.replace('00000000000000000000000000000AB1', 'not a hash')).files[0]!.hashes;
    assert.deepEqual(wrong, { kind: 'other', value: 'not a hash', type: 'MD5' });
  });

  test('give the class of the platforms, which is never a UK category', () => {
    assert.deepEqual(file?.grades, [{ scheme: 'us-industry', grade: 'A1' }]);
  });

  test('keep annotations that nobody knows yet by their own name', () => {
    assert.deepEqual(file?.annotations, ['possibleSelfProduction', 'aFlagOfTheFuture']);
  });

  test('join their report in one envelope, under its number', () => {
    const joined = read(envelope(REPORT, FILE));
    assert.deepEqual(joined.references, [{ scheme: 'ncmec', value: '4001' }]);
    assert.equal(joined.files[0]?.heldBy, 'Sample Chat');
    assert.equal(joined.files[0]?.holderReference, '0f0e0d0c0b0a09080706050403020100');
    assert.match(JSON.stringify(faultsOf(envelope(REPORT, FILE.replace('4001', '4002')))), /another report/);
  });

  test('live streaming of a file is a stated fact', () => {
    assert.equal(read(FILE.replace('possibleSelfProduction', 'liveStreaming')).facts.liveStreaming, 'yes');
  });
});

describe('what NCMEC refuses is refused, with line, element and reason', () => {
  const change = (from: string | RegExp, to: string) => REPORT.replace(from, to);
  const cases: [string, string, RegExp][] = [
    [
      'elements out of order',
      SMALLEST.replace(/(<incidentSummary>.*<\/incidentSummary>)(<reporter>.*<\/reporter>)/, '$2$1'),
      /belongs before/,
    ],
    [
      'a missing element',
      change(/<incidentDateTime>.*<\/incidentDateTime>/, ''),
      /incidentDateTime","reason":"is missing/,
    ],
    ['an element too often', change('<platform>', '<platform>x</platform><platform>'), /only once/],
    [
      'an unknown incident type',
      change('Online Enticement of Children for Sexual Acts', 'Something else'),
      /not one of the values/,
    ],
    ['a time without offset', change('2026-02-14T21:05:00-05:00', '2026-02-14T21:05:00'), /offset from UTC/],
    ['a time ahead', change('2026-02-14T21:05:00-05:00', '2026-03-02T09:06:00Z'), /in the future/],
    [
      'a day that no calendar has',
      change('2026-02-14T21:05:00-05:00', '2026-02-30T21:05:00Z'),
      /not a date and time/,
    ],
    [
      'a flag that says no',
      change('<sextortion />', '<sextortion>false</sextortion>'),
      /only be stated as true/,
    ],
    ['a port that is no number', change('50123', 'many'), /whole number/],
    [
      'EXIF viewed, file not',
      FILE.replace('<fileAnnotations>', '<exifViewedByEsp>true</exifViewedByEsp><fileAnnotations>').replace(
        '<fileViewedByEsp>true',
        '<fileViewedByEsp>false',
      ),
      /only where fileViewedByEsp/,
    ],
    [
      'a class on a supplemental file',
      FILE.replace(
        '<fileAnnotations>',
        '<fileRelevance>Supplemental Reported</fileRelevance><fileAnnotations>',
      ),
      /supplemental file/,
    ],
    [
      'two kinds of incident in one',
      change('</chatImIncident>', '</chatImIncident><emailIncident/>'),
      /only one may stand/,
    ],
    [
      'an answer of NCMEC',
      '<reportResponse><responseCode>0</responseCode></reportResponse>',
      /answer of the receiving service/,
    ],
    ['another document', '<invoice/>', /none of the CyberTipline API/],
    ['text that is no XML', '<report><a></report>', /not open/],
    ['a document type', `<!DOCTYPE report [<!ENTITY e "x">]>${SMALLEST}`, /document types are not taken/],
    [
      'an entity of its own',
      SMALLEST.replace('<reportingPerson/>', '<reportingPerson><firstName>&e;</firstName></reportingPerson>'),
      /entity/,
    ],
    ['endless nesting', '<report>'.repeat(1_000), /deeper than/],
    ['nothing', '<?xml version="1.0"?>', /XML|closed/],
  ];
  for (const [what, document, reason] of cases) {
    test(what, () => {
      const faults = faultsOf(document);
      assert.match(JSON.stringify(faults), reason);
    });
  }

  test('five minutes ahead still counts as a clock that runs fast', () => {
    assert.deepEqual(faultsOf(change('2026-02-14T21:05:00-05:00', '2026-03-02T09:05:00Z')), []);
  });

  test('a fault has the line and column of its element, and no value', () => {
    const [fault] = faultsOf(change('<idType>IMEI</idType>', ''));
    const line = REPORT.split('\n').findIndex((text) => text.includes('<deviceId>')) + 1;
    assert.deepEqual(fault, {
      path: '/report/personOrUserReported/deviceId/idType',
      reason: 'is missing',
      line,
      column: 9,
    });
    assert.ok(!JSON.stringify(faultsOf(change('50123', 'secret-words'))).includes('secret-words'));
  });
});

describe('a batched report', () => {
  const batched = (more = '') =>
    SMALLEST.replace('<report>', '<report><batchedReport reason="VIRAL_POTENTIAL_MEME"/>').replace(
      '</report>',
      `<personOrUserReported><espIdentifier>u-1</espIdentifier></personOrUserReported>${more}</report>`,
    );
  const file =
    '<fileDetails><reportId>4001</reportId><fileId>f-1</fileId><fileAnnotations><viral/></fileAnnotations></fileDetails>';

  test('says so, and names the accounts', () => {
    const content = read(envelope(batched(), file));
    assert.equal(content.batched, 'VIRAL_POTENTIAL_MEME');
    assert.equal(content.parties.filter(({ role }) => role === 'suspect').length, 1);
  });

  test('has one file at most, marked as circulating, and says nothing more of anybody', () => {
    assert.match(
      JSON.stringify(faultsOf(envelope(batched(), file, file.replace('f-1', 'f-2')))),
      /only one file/,
    );
    assert.match(
      JSON.stringify(faultsOf(envelope(batched(), file.replace('<viral/>', '')))),
      /annotated as viral/,
    );
    assert.match(
      JSON.stringify(faultsOf(envelope(batched('<victim><victimPerson/></victim>'), file))),
      /may not stand in a batched report/,
    );
  });
});

describe('what is not quite as it should be is taken for what it means, and stays on record', () => {
  test('the incident type without its s', () => {
    const content = read(REPORT.replace('for Sexual Acts', 'for Sexual Act'));
    assert.equal(content.incidentType, 'online-enticement');
    assert.equal(
      valueOfKept(content, '/report/incidentSummary/incidentType'),
      'Online Enticement of Children for Sexual Act',
    );
  });

  test('UK in the place of GB', () => {
    const content = read(REPORT.replace('<countryCode>GB', '<countryCode>UK'));
    assert.deepEqual(content.parties.find(({ role }) => role === 'suspect')?.places?.[0]?.country, 'GB');
    assert.equal(valueOfKept(content, '/report/personOrUserReported/estimatedLocation/countryCode'), 'UK');
  });

  test('the name that the documentation gives to the kind of an associated account', () => {
    const account =
      '<associatedAccount accountType="Linked"><screenName>other</screenName></associatedAccount>';
    const content = read(REPORT.replace('<thirdPartyNote>', `${account}<thirdPartyNote>`));
    assert.equal(content.parties.find(({ role }) => role === 'associate')?.relation, 'Linked');
  });

  test('an address that is none links nothing, and is kept', () => {
    const content = read(REPORT.replace('198.51.100.7', '198.51.100.700'));
    assert.equal(content.parties.find(({ role }) => role === 'suspect')?.connections, undefined);
    assert.equal(
      valueOfKept(content, '/report/personOrUserReported/ipCaptureEvent/ipAddress'),
      '198.51.100.700',
    );
  });

  test('a value that is too long for its field, and words between elements', () => {
    const long = 'some words '.repeat(60).trim();
    const content = read(REPORT.replace('sample_user', long).replace('<reporter>', '<reporter>stray words'));
    assert.equal(valueOfKept(content, '/report/personOrUserReported/screenName'), long);
    assert.match(valueOfKept(content, '/report/reporter') ?? '', /stray words/);
  });
});

describe('encodings', () => {
  const name = SMALLEST.replace(
    '<reportingPerson/>',
    '<reportingPerson><firstName>Zoë</firstName></reportingPerson>',
  );
  const nameOf = (raw: Buffer) => read(raw).parties[0]?.names?.[0];

  test('UTF-8 with and without byte order mark, UTF-16, and declared Latin-1 are read', () => {
    assert.equal(nameOf(Buffer.from(name)), 'Zoë');
    assert.equal(nameOf(Buffer.from(`\u{FEFF}${name}`)), 'Zoë');
    assert.equal(nameOf(Buffer.from(`\u{FEFF}${name}`, 'utf16le')), 'Zoë');
    assert.equal(nameOf(Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${name}`, 'latin1')), 'Zoë');
  });

  test('bytes that are not what they are said to be are refused', () => {
    assert.match(JSON.stringify(faultsOf(Buffer.from(name, 'latin1'))), /not UTF-8/);
    assert.match(JSON.stringify(faultsOf(`<?xml version="1.0" encoding="EBCDIC"?>${name}`)), /encoding/);
  });
});

describe('content that arrives inside a text', () => {
  const picture = Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 37) % 251));
  const sha256 = createHash('sha256').update(picture).digest('hex');
  const base64 = picture.toString('base64');
  const forms = {
    'as a data address': `data:image/png;base64,${base64}`,
    'in lines': base64.replaceAll(/(.{76})/g, '$1\n'),
    'as CDATA': `<![CDATA[${base64}]]>`,
    'in character references': [...base64].map((sign) => `&#${sign.charCodeAt(0)};`).join(''),
  };
  for (const [how, text] of Object.entries(forms)) {
    test(`${how} is cut out of what is kept, and said`, () => {
      const raw = Buffer.from(REPORT.replace('(a neutral line of chat)', `before ${text} after`));
      const reading = cyberTipXml.read(raw, CONTEXT);
      assert.deepEqual(
        reading.stripped.map((each) => [each.path, each.sha256]),
        [['/report/internetDetails/chatImIncident/content', sha256]],
      );
      assert.ok(reading.raw!.length < REPORT.length + 200);
      assert.match(
        reading.content.evidence.find(({ label }) => /written/.test(label))!.value,
        /^before \[content removed.*\] after$/,
      );
      assert.deepEqual(cyberTipXml.read(reading.raw!, CONTEXT).stripped, []);
    });
  }

  test('in a comment or an attribute is cut out too', () => {
    const raw = Buffer.from(REPORT.replace('<reporter>', `<!-- ${base64} --><reporter note="${base64}">`));
    const reading = cyberTipXml.read(raw, CONTEXT);
    assert.equal(reading.stripped.length, 2);
    assert.ok(!reading.raw!.includes(base64.slice(0, 100)));
    read(reading.raw!);
  });
});

test('the format is recognised by its root element, whatever stands before it', () => {
  assert.ok(
    cyberTipXml.recognises(Buffer.from(`\u{FEFF}<?xml version="1.0"?>\n<!-- a > b -->\n${SMALLEST}`)),
  );
  assert.ok(cyberTipXml.recognises(Buffer.from('<reportResponse>')));
  assert.ok(!cyberTipXml.recognises(Buffer.from('<html><report/></html>')));
  assert.ok(!cyberTipXml.recognises(Buffer.from('{"report": 1}')));
});

test('words that every object knows are words like others', () => {
  for (const word of ['constructor', '__proto__', 'toString', 'valueOf']) {
    const named = REPORT.replace('<informational>true</informational>', `<${word}/>`).replace(
      'thirdPartyNote>A',
      `${word}>A`,
    );
    const content = read(named.replace('</thirdPartyNote>', `</${word}>`));
    assert.deepEqual(checkContent(content), [], word);
    for (const from of [
      'GB</country',
      'Login<',
      'true</reportedToLe',
      'Online Enticement of Children for Sexual Acts<',
    ]) {
      assert.equal(
        faultsOf(REPORT.replace(from, `${word}${from.slice(from.indexOf('<'))}`)).length,
        1,
        `${word} ${from}`,
      );
    }
    assert.equal(
      read(FILE.replace('hashType="MD5"', `hashType="${word}"`)).files[0]?.hashes[0]?.kind,
      'other',
    );
  }
});
