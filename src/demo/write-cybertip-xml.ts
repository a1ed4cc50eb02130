import { INCIDENT_TYPES } from '../referral/index.ts';
import type { Dice } from '../shared/dice.ts';
import { type Incident, type IncidentFile, type Report, type Use, writtenTime } from './incident.ts';
import { SENTENCES } from './invented.ts';
import type { Person } from './world.ts';
import { agencyNumber, fileAddress, profileAddress } from './written-parts.ts';

const ENTICEMENT = 'Online Enticement of Children for Sexual Acts';

/** A CyberTipline report with its files, as the agency abroad relays it. */
export function writeCybertipXml(dice: Dice, { incident }: Report): Buffer {
  const reportId = agencyNumber(incident);
  const files = incident.files.map((file, i) =>
    fileDetails(dice, incident, { file, reportId, position: i + 1 }),
  );
  const submission = element('cyberTiplineSubmission', [report(dice, incident), ...files], {
    reportId,
    reportingEsp: incident.service.name,
  });
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${submission}\n`);
}

function report(dice: Dice, incident: Incident): string {
  return element('report', [
    summary(incident),
    ...internetDetails(dice, incident),
    element('reporter', [
      element('reportingPerson', [
        text('firstName', incident.service.name),
        text('lastName', 'Trust and Safety'),
        text('email', `safety@${incident.service.domain}`),
      ]),
    ]),
    ...incident.suspects.map((suspect) => reported(dice, incident, suspect)),
    ...incident.recipients.map((recipient) => intendedRecipient(incident, recipient)),
    ...(incident.thin ? [] : incident.children.map((child) => victim(incident, child))),
  ]);
}

function summary(incident: Incident): string {
  const { service, flags, urgent } = incident;
  return element('incidentSummary', [
    text('incidentType', INCIDENT_TYPES[incident.type].cyberTip ?? ENTICEMENT),
    text('platform', service.name),
    urgent ? text('escalateToHighPriority', urgent) : '',
    flags.length > 0
      ? element(
          'reportAnnotations',
          flags.map((flag) => text(flag, 'true')),
        )
      : '',
    text('incidentDateTime', writtenTime(incident.at, service.offset)),
    text('incidentDateTimeDescription', incident.files.length > 0 ? 'Upload' : 'Last message'),
  ]);
}

function internetDetails(dice: Dice, { files, service, thin }: Incident): string[] {
  if (files.length === 0) {
    const chat = [text('chatClient', service.name), thin ? '' : text('content', dice.pick(SENTENCES.chat))];
    return [element('internetDetails', [element('chatImIncident', chat)])];
  }
  return thin
    ? []
    : [element('internetDetails', [element('webPageIncident', [text('url', fileAddress(dice))])])];
}

function reported(dice: Dice, incident: Incident, suspect: Person): string {
  const { service, account, placeholders = {}, uses, thin } = incident;
  const own = suspect === incident.suspects[0] ? account : suspect.accounts[0];
  const person = thin
    ? [text('email', placeholders.email ?? suspect.email)]
    : [
        text('firstName', suspect.name.split(' ')[0]!),
        text('lastName', suspect.name.split(' ')[1]!),
        phone(placeholders.phone ?? suspect.phone),
        text('email', placeholders.email ?? suspect.email, { verified: 'true' }),
      ];
  return element('personOrUserReported', [
    element('personOrUserReportedPerson', person),
    text('espIdentifier', own?.accountId),
    text('espService', service.name),
    text('screenName', own?.username),
    ...(thin || !own ? [] : [text('profileUrl', profileAddress(service, own.username))]),
    ...uses.map((use) => ipCapture(use, service.offset)),
    ...(thin ? [] : [deviceId(placeholders.device ?? suspect.device)]),
    dice.chance(0.3) ? text('accountPermanentlyDisabled', 'true') : '',
    suspect.country === 'GB' ? '' : element('estimatedLocation', [text('countryCode', suspect.country)]),
  ]);
}

function intendedRecipient({ service }: Incident, person: Person): string {
  return element('intendedRecipient', [
    element('intendedRecipientPerson', [text('email', person.email)]),
    text('espService', service.name),
    text('screenName', person.accounts[0]!.username),
    element('estimatedLocation', [text('countryCode', person.country)]),
  ]);
}

function victim({ service }: Incident, child: Person): string {
  return element('victim', [
    element('victimPerson', [text('age', String(child.age))]),
    text('espService', service.name),
    text('screenName', child.accounts[0]!.username),
  ]);
}

function fileDetails(
  dice: Dice,
  incident: Incident,
  { file, reportId, position }: { file: IncidentFile; reportId: string; position: number },
): string {
  const { content, name, at, annotations } = file;
  const { service, thin } = incident;
  return element('fileDetails', [
    text('reportId', reportId),
    text('fileId', `${reportId}-${position}`),
    text('originalFileName', name),
    text('uploadedToEspTimestamp', writtenTime(at, service.offset)),
    thin ? '' : text('locationOfFile', fileAddress(dice)),
    text('fileViewedByEsp', String(!thin || dice.chance(0.5))),
    dice.chance(0.5) ? text('publiclyAvailable', String(dice.chance(0.3))) : '',
    annotations.length > 0
      ? element(
          'fileAnnotations',
          annotations.map((annotation) => text(annotation, 'true')),
        )
      : '',
    dice.chance(0.6) ? text('industryClassification', content.industryClass) : '',
    text('originalFileHash', content.md5, { hashType: 'MD5' }),
    thin ? '' : text('originalFileHash', content.sha1, { hashType: 'SHA1' }),
    dice.chance(0.5) ? text('originalFileHash', content.pdq, { hashType: 'PDQ' }) : '',
    ...incident.uses.slice(-1).map((use) => ipCapture({ ...use, at }, service.offset)),
  ]);
}

function ipCapture({ ip, port, at, event }: Use, offset: string): string {
  return element('ipCaptureEvent', [
    text('ipAddress', ip),
    text('eventName', `${event[0]!.toUpperCase()}${event.slice(1)}`),
    text('dateTime', writtenTime(at, offset)),
    port === undefined ? '' : text('port', String(port)),
  ]);
}

function deviceId(device: string): string {
  return element('deviceId', [text('idType', 'Installation'), text('idValue', device)]);
}

function phone(national: string): string {
  return text('phone', national.slice(1), { type: 'Mobile', countryCallingCode: '+44' });
}

type Attributes = Readonly<Record<string, string>>;

function element(name: string, children: readonly string[], attributes: Attributes = {}): string {
  const inside = children.filter((child) => child !== '').join('\n');
  return inside === ''
    ? `<${name}${written(attributes)}/>`
    : `<${name}${written(attributes)}>\n${inside}\n</${name}>`;
}

function text(name: string, value: string | undefined, attributes: Attributes = {}): string {
  return value === undefined ? '' : `<${name}${written(attributes)}>${escapeXml(value)}</${name}>`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
}

function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
