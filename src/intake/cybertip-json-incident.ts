import type { Party } from '../referral/index.ts';
import { contactsFrom, takeCaptures, takeTexts } from './cybertip-json-parts.ts';
import { child, type DocNode, takeChild } from './cybertip-tree.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

const SERVICE_NAMES = ['chatClient', 'gameName', 'console', 'client', 'newsgroupName'];

/** What `incidentDetails` says: programs by name, and addresses of whoever they are. */
export function incidentFrom(
  information: DocNode | undefined,
  list: EvidenceList,
): { services: string[]; parties: Party[] } {
  const incidents = child(information, 'incidentDetails')?.children ?? [];
  return {
    services: incidents.flatMap((incident) =>
      SERVICE_NAMES.flatMap((name) => takeChild(incident, name, 300) ?? []),
    ),
    parties: incidents.flatMap((incident) => partyOf(incident, list)),
  };
}

function partyOf(incident: DocNode, list: EvidenceList): Party[] {
  const captures = takeCaptures(incident, { list, label: 'Address of the incident' });
  takeTexts(incident, ['contents', 'content'], { list, label: 'What was written' });
  takeTexts(incident, ['chatRoomName', 'additionalInformations'], { list, label: 'About the incident' });
  const identifiers = [
    ...contactsFrom(incident, 'emails', 'email'),
    ...contactsFrom(incident, 'phones', 'phone'),
    ...captures.contacts,
    ...captures.devices,
  ];
  const { connections } = captures;
  if (identifiers.length + connections.length === 0) return [];
  return [
    present<Party>({
      role: 'unknown',
      relation: incident.name.slice(0, 200) || undefined,
      identifiers: identifiers.length > 0 ? identifiers : undefined,
      connections: connections.length > 0 ? connections : undefined,
    }),
  ];
}
