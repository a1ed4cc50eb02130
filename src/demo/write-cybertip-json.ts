import { INCIDENT_TYPES } from '../referral/index.ts';
import type { Dice } from '../shared/dice.ts';
import { type Incident, type IncidentFile, type Report, type Use, writtenTime } from './incident.ts';
import { SENTENCES } from './invented.ts';
import type { Person } from './world.ts';
import { agencyNumber, internationalPhone } from './written-parts.ts';

/** A report as it is delivered to police: nested lists, null where nothing is known. */
export function writeCybertipJson(dice: Dice, { incident, receivedAt }: Report): Buffer {
  const document = {
    reportId: Number(agencyNumber(incident)),
    dateReceived: writtenTime(receivedAt, 'Z'),
    reportedInformation: {
      reportingEsp: { espName: incident.service.name },
      incidentSummary: {
        incidentType: INCIDENT_TYPES[incident.type].cyberTip ?? INCIDENT_TYPES['online-enticement'].cyberTip,
        incidentDateTime: writtenTime(incident.at, incident.service.offset),
        incidentDateTimeDescription: incident.files.length > 0 ? 'Upload' : null,
      },
      reportedPeople: { reportedPersons: incident.suspects.map((suspect) => person(incident, suspect)) },
      intendedRecipients: {
        intendedRecipients: incident.recipients.map((recipient) => person(incident, recipient)),
      },
      uploadedFiles: { uploadedFiles: incident.files.map((file) => uploadedFile(dice, incident, file)) },
      additionalInformations:
        incident.type === 'contact-abuse' ? [{ value: dice.pick(SENTENCES.professional) }] : [],
    },
  };
  return Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
}

function person(incident: Incident, one: Person) {
  const isMain = one === incident.suspects[0];
  const account = isMain ? incident.account : one.accounts[0];
  return {
    names: incident.thin ? [] : [one.name],
    approximateAge: incident.thin ? null : one.age,
    espUserId: account?.accountId ?? null,
    screenName: account ? { value: account.username } : null,
    emails: { emails: [{ value: one.email, verified: isMain ? true : null }] },
    phones: incident.thin ? 'N/A' : { phones: [{ value: internationalPhone(one.phone) }] },
    addresses:
      incident.thin || one.country !== 'GB'
        ? null
        : { addresses: [{ city: one.home.town, postalCode: one.postcode, country: 'GB' }] },
    accessToChildren: incident.facts.accessToChildren === 'yes' ? true : null,
    sourceInformation: isMain ? captures(incident.uses, incident.service.offset) : null,
  };
}

function uploadedFile(
  dice: Dice,
  { service, uses }: Incident,
  { content, name, at, annotations }: IncidentFile,
) {
  return {
    filename: name,
    verificationHash: content.md5,
    viewedByEsp: dice.pick([true, false, null]),
    industryClassification: dice.chance(0.6) ? content.industryClass : 'N/A',
    ncmecTags: {
      groups: annotations.length === 0 ? [] : [{ tags: annotations.map((value) => ({ value })) }],
    },
    sourceInformation: captures(
      uses.slice(-1).map((use) => ({ ...use, at })),
      service.offset,
    ),
  };
}

function captures(uses: readonly Use[], offset: string) {
  return {
    sourceCaptures: uses.map(({ ip, port, at, event }) => ({
      captureType: 'IP Address',
      value: ip,
      dateTime: writtenTime(at, offset),
      eventName: event.toUpperCase(),
      port: port ?? null,
    })),
  };
}
