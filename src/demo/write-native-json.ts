import type { NativeReferral } from '../intake/index.ts';
import type { Dice } from '../shared/dice.ts';
import { type Incident, type IncidentFile, type Report, type Use, writtenTime } from './incident.ts';
import { SENTENCES } from './invented.ts';
import type { Person } from './world.ts';
import {
  agencyNumber,
  fileAddress,
  internationalPhone,
  preservedUntil,
  profileAddress,
} from './written-parts.ts';

type NativeParty = NonNullable<NativeReferral['parties']>[number];
type NativeFile = NonNullable<NativeReferral['files']>[number];

const OFFSET = '+01:00';

/** A platform's, a force's or a school's own report. */
export function writeNativeJson(dice: Dice, report: Report): Buffer {
  const { incident } = report;
  const fromPlatform = incident.service.name.toLowerCase() === report.sourceId;
  const document: NativeReferral = {
    incidentType: incident.type,
    references: [
      {
        scheme: report.sourceId,
        value: `${report.sourceId.slice(0, 3).toUpperCase()}-${incident.id.slice(9)}`,
      },
      ...(fromPlatform && dice.chance(0.5) ? [{ scheme: 'ncmec', value: agencyNumber(incident) }] : []),
    ],
    ...(incident.urgent && { urgency: { level: 'P1', reason: incident.urgent } }),
    ...(incident.flags.length > 0 && { flags: incident.flags }),
    facts: incident.facts,
    times: [
      { at: writtenTime(incident.at, OFFSET), meaning: incident.files.length > 0 ? 'upload' : 'incident' },
    ],
    ...(fromPlatform && { platform: incident.service.name }),
    parties: [
      ...incident.suspects.map((suspect) => suspectOf(incident, suspect, fromPlatform)),
      ...incident.recipients.map((recipient) => recipientOf(recipient)),
      ...incident.children.map((child) => childOf(child, fromPlatform)),
    ],
    files: incident.files.map((file) => fileOf(dice, report, file)),
    ...(!fromPlatform && { narrative: dice.pick(SENTENCES.professional) }),
  };
  return Buffer.from(`${JSON.stringify(document, null, 1)}\n`);
}

function suspectOf(incident: Incident, suspect: Person, fromPlatform: boolean): NativeParty {
  const { account, service, uses } = incident;
  const identifiers: NativeParty['identifiers'] = [
    { kind: 'email', value: suspect.email },
    { kind: 'phone', value: internationalPhone(suspect.phone) },
  ];
  if (!fromPlatform) {
    return {
      role: 'suspect',
      names: [suspect.name],
      age: suspect.age,
      identifiers,
      accounts: suspect.accounts
        .slice(0, 1)
        .map(({ service: of, username }) => ({ service: of.name, username })),
      places: [placeOf(suspect)],
    };
  }
  return {
    role: 'suspect',
    ...(account && {
      accounts: [
        {
          service: service.name,
          accountId: account.accountId,
          username: account.username,
          profileUrls: [profileAddress(service, account.username)],
        },
      ],
    }),
    identifiers: [...identifiers, { kind: 'device', value: suspect.device }],
    connections: uses.map((use) => connectionOf(use)),
  };
}

function connectionOf({ ip, port, at, event }: Use): NonNullable<NativeParty['connections']>[number] {
  return { ip, ...(port !== undefined && { port }), at: writtenTime(at, OFFSET), event };
}

function placeOf({ country, home, postcode }: Person): NonNullable<NativeParty['places']>[number] {
  return country === 'GB'
    ? { meaning: 'home', city: home.town, postcode, country }
    : { meaning: 'stated', country };
}

function recipientOf(person: Person): NativeParty {
  return {
    role: 'recipient',
    identifiers: [{ kind: 'email', value: person.email }],
    places: [{ meaning: 'stated', country: person.country }],
  };
}

function childOf(child: Person, fromPlatform: boolean): NativeParty {
  return {
    role: 'victim',
    age: child.age,
    sex: child.sex,
    ...(fromPlatform
      ? {
          accounts: child.accounts
            .slice(0, 1)
            .map(({ service, username }) => ({ service: service.name, username })),
        }
      : { places: [placeOf(child)] }),
  };
}

function fileOf(
  dice: Dice,
  { incident, receivedAt, sourceId }: Report,
  { content, name, at, annotations }: IncidentFile,
): NativeFile {
  return {
    reference: `${sourceId}-${content.md5.slice(0, 10)}`,
    hashes: [
      { kind: 'md5', value: content.md5 },
      { kind: 'sha256', value: content.sha256 },
      { kind: 'pdq', value: content.pdq, quality: content.pdqQuality },
    ],
    annotations,
    names: [name],
    locations: [fileAddress(dice)],
    heldBy: incident.service.name,
    preservedUntil: preservedUntil(receivedAt),
    viewedBySender: dice.chance(0.7) ? 'yes' : 'no',
    grades:
      content.category === 'prohibited'
        ? [{ scheme: 'uk-prohibited', grade: 'prohibited' }]
        : [{ scheme: 'uk-abc', grade: content.category }],
    uploadedAt: writtenTime(at, OFFSET),
  };
}
