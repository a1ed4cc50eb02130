import { createHash } from 'node:crypto';

/** The size that the promise speaks of. */
const BYTES = 2_048;
const PLATFORMS = ['Example Chat', 'Example Video', 'Example Forum'];

/** A neutral referral of 2 KB in native JSON, different for each number. */
export function sampleDocument(number: number): Buffer {
  const digest = createHash('sha256').update(String(number)).digest('hex');
  const document = {
    incidentType: 'csam-possession-or-distribution',
    platform: PLATFORMS[number % PLATFORMS.length],
    references: [{ scheme: 'platform', value: `case-${number}` }],
    times: [{ at: '2026-10-03T14:05:00+01:00', meaning: 'upload' }],
    parties: [
      {
        role: 'suspect',
        accounts: [
          { service: 'Example Chat', username: `user_${digest.slice(0, 10)}`, accountId: String(number) },
        ],
        identifiers: [{ kind: 'email', value: `${digest.slice(10, 20)}@example.org`, verified: 'yes' }],
        connections: [
          {
            ip: `192.0.2.${number % 256}`,
            port: 1024 + (number % 60_000),
            at: '2026-10-03T14:04:58+01:00',
            event: 'upload',
          },
          {
            ip: `198.51.100.${number % 256}`,
            port: 1024 + (number % 50_000),
            at: '2026-10-02T20:10:00+01:00',
            event: 'login',
          },
        ],
      },
    ],
    files: [1, 2, 3].map((file) => ({
      reference: `file-${file}`,
      hashes: [
        { kind: 'md5', value: createHash('md5').update(`${number} ${file}`).digest('hex') },
        { kind: 'sha1', value: createHash('sha1').update(`${number} ${file}`).digest('hex') },
      ],
      names: [`upload_${number}_${file}.jpg`],
      viewedBySender: 'yes',
      grades: [{ scheme: 'us-industry', grade: 'B2' }],
    })),
    narrative: `Referral about account ${number}, 3 files, category B. `,
  };
  const missing = BYTES - JSON.stringify(document).length;
  document.narrative = document.narrative.padEnd(
    document.narrative.length + Math.max(missing, 0),
    'The account was suspended. ',
  );
  return Buffer.from(JSON.stringify(document));
}
