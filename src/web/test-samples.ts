// Documents for tests of the pages: synthetic, neutral, in Everydot's own JSON.

const hash = (digit: string) => [
  { kind: 'md5', value: `0123456789abcdef0123456789abcde${digit}` },
  { kind: 'sha256', value: `4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8${digit}` },
];

const SHARED_ACCOUNT = { service: 'Chatter', username: 'synthetic-shared-1' };

/** What must never be on a page before somebody opens it. */
export const SECRETS = {
  narrative: 'NARRATIVE-OF-THE-SAMPLE says what happened',
  url: 'https://chatter.example.net/room/SECRET-ROOM',
  fileName: 'SECRET-FILE-NAME.bin',
  markup: '<script>alert("SECRET-MARKUP")</script> <a href="https://evil.example.net/">click</a>',
} as const;

export const SAMPLES = {
  /** A floor holds: it raises an alarm and stands first. */
  danger: {
    source: 'platform-one',
    document: {
      incidentType: 'online-enticement',
      references: [{ scheme: 'partner', value: 'P1-2001' }],
      flags: ['sextortion', 'newFlagOfTheSender'],
      urgency: { level: 'P1', reason: 'A meeting is named' },
      facts: { immediateDanger: 'yes', meetingPlanned: 'yes', policeSuspect: 'no' },
      times: [{ at: '2026-03-01T22:05:00+01:00', meaning: 'chat' }],
      platform: 'Chatter',
      parties: [
        {
          role: 'suspect',
          names: ['Sample Suspect'],
          accounts: [SHARED_ACCOUNT],
          identifiers: [{ kind: 'email', value: 'sample-1@example.org', verified: 'yes' }],
          connections: [
            { ip: '192.0.2.7', port: 40001, at: '2026-03-01T21:05:00Z', event: 'login' },
            { ip: '198.51.100.20', event: 'upload' },
          ],
          places: [{ meaning: 'stated', city: 'Sampletown', country: 'GB', postcode: 'ZZ99 3VZ' }],
        },
        { role: 'victim', sex: 'female', age: 12 },
      ],
      narrative: SECRETS.narrative,
      texts: [{ label: 'Chat excerpt', text: SECRETS.markup }],
      urls: [SECRETS.url],
    },
  },
  images: {
    source: 'hotline-one',
    document: {
      incidentType: 'csam-possession-or-distribution',
      references: [{ scheme: 'partner', value: 'H-7' }],
      facts: { distribution: 'yes' },
      times: [{ at: '2026-02-28T10:00:00Z', meaning: 'upload' }],
      parties: [{ role: 'suspect', accounts: [{ service: 'Chatter', username: 'synthetic-images-1' }] }],
      files: [
        {
          hashes: hash('1'),
          names: [SECRETS.fileName],
          grades: [{ scheme: 'uk-abc', grade: 'B', grader: 'Hotline one', viewedWhere: 'United Kingdom' }],
          annotations: ['possibleSelfProduction', 'annotationOfTomorrow'],
          heldBy: 'Hotline one',
          holderReference: 'H-7-1',
          preservedUntil: '2026-03-12',
          viewedBySender: 'yes',
          uploadedAt: '2026-02-28T10:00:00Z',
        },
        { hashes: hash('2'), grades: [{ scheme: 'us-industry', grade: 'B2', grader: 'Platform two' }] },
        { hashes: [] },
      ],
    },
  },
  /** Shares a file with `images`, and an account with `danger`. */
  related: {
    source: 'platform-two',
    document: {
      incidentType: 'csam-possession-or-distribution',
      facts: {},
      parties: [{ role: 'suspect', accounts: [SHARED_ACCOUNT] }],
      files: [{ hashes: hash('1') }],
    },
  },
  /** The sender repeats its report `danger` under the same reference, with less in it. */
  repeated: {
    source: 'platform-one',
    document: {
      incidentType: 'online-enticement',
      references: [{ scheme: 'partner', value: 'P1-2001' }],
      parties: [{ role: 'suspect', accounts: [SHARED_ACCOUNT] }],
    },
  },
  bare: { source: 'public-form', document: { incidentType: 'other' } },
} as const;
export type SampleName = keyof typeof SAMPLES;

/** A report with many files, each of long labels: for pages that must stay usable with it. */
export function manyFiles(count: number): object {
  return {
    incidentType: 'csam-possession-or-distribution',
    platform: 'A'.repeat(300),
    files: Array.from({ length: count }, (_, i) => ({
      hashes: [{ kind: 'sha1', value: (0xa1b2c3d4e5 + i).toString(16).padStart(40, '7c3d') }],
      names: [`file-name-${i}.bin`],
      heldBy: 'Platform one',
      holderReference: 'R'.repeat(200),
    })),
  };
}
