import { createHash } from 'node:crypto';
import { defang, normaliseAddress } from './address.ts';
import { LEGAL_BASES, type LegalBasis } from './host.ts';

// What a host is sent: addresses, hashes, a reference, the law, and how to answer. It has no field for a person, a
// reporter, a referral or a case, so that none can slip in.

export type NoticeHash = { kind: 'md5' | 'sha1' | 'sha256' | 'pdq'; value: string };

/** `deliveryId`: the same at every try, so that who gets it twice can tell. */
export type NoticeInput = {
  deliveryId: string;
  kind: 'notice' | 'reminder' | 'escalation';
  reference: string;
  bureau: { name: string; contact: string | null };
  host: { name: string };
  addresses: readonly { address: string; files: readonly (readonly NoticeHash[])[] }[];
  legalBasis: LegalBasis;
  askedWithinHours: number;
  answerLink: string;
  firstSentAt: Date | null;
  madeAt: Date;
};

/** `subject` may be read on the way: it holds the reference and nothing else. */
export type NoticeDocument = { id: string; subject: string; text: string; xarf: XarfReport[] };

const SUBJECTS = {
  notice: 'Removal notice',
  reminder: 'Reminder of removal notice',
  escalation: 'Removal notice, escalated',
};

/** Pure. */
export function composeNotice(input: NoticeInput): NoticeDocument {
  return {
    id: input.deliveryId,
    subject: `${SUBJECTS[input.kind]} ${input.reference}`,
    text: textOf(input),
    xarf: xarfReports(input),
  };
}

function textOf(input: NoticeInput): string {
  const { reference, bureau, host, addresses, legalBasis, askedWithinHours, answerLink } = input;
  return [
    `${input.bureau.name} asks ${host.name} to remove content that shows the sexual abuse of children.`,
    `Our reference: ${reference}`,
    ...(input.firstSentAt ? [`First sent: ${input.firstSentAt.toISOString()}`] : []),
    '',
    'Do not open, copy or send on the content. Keep what you hold about it as your law requires, then remove it.',
    'Tell nobody outside your team about this notice.',
    '',
    'Addresses (written so that they cannot be clicked: hxxp stands for http, [.] for a dot):',
    ...addresses.flatMap(({ address, files }) => [`  ${defang(address)}`, ...files.flatMap(hashLines)]),
    '',
    LEGAL_BASES[legalBasis],
    '',
    `Please answer within ${askedWithinHours} ${askedWithinHours === 1 ? 'hour' : 'hours'}: ${answerLink}`,
    ...(bureau.contact ? [`Or write to ${bureau.contact} and quote ${reference}.`] : []),
    'No picture comes with this notice, and we need none from you.',
  ].join('\n');
}

function hashLines(hashes: readonly NoticeHash[]): string[] {
  return hashes.map(({ kind, value }) => `    ${kind} ${value}`);
}

/** Shaped as XARF 4 `content` / `csam` (schemas of xarf.org, 2026): one report for each address and file. */
export type XarfReport = {
  xarf_version: '4.0.0';
  report_id: string;
  timestamp: string;
  reporter: XarfContact;
  sender: XarfContact;
  source_identifier: string;
  category: 'content';
  type: 'csam';
  url: string;
  /** Required there; the bureau's grade of a picture is not told to a host, so it is always the lowest. */
  classification: 'baseline';
  detection_method: 'user_report';
  hash_values?: Partial<Record<'md5' | 'sha1' | 'sha256', string>>;
  description: string;
};
type XarfContact = { org: string; contact: string; domain: string };

const NO_PAYLOAD = 'Hashes only: no evidence payload is sent, because the content is unlawful to hold.';

function xarfReports(input: NoticeInput): XarfReport[] {
  return input.addresses.flatMap(({ address, files }) =>
    (files.length === 0 ? [[]] : files).map((hashes) => xarfReport(input, address, hashes)),
  );
}

/** Shaped as a UUID version 4, and the same at every try. */
function reportId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\0')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function xarfReport(input: NoticeInput, address: string, hashes: readonly NoticeHash[]): XarfReport {
  const org = contactOf(input);
  const told = hashes.flatMap(({ kind, value }) => (kind === 'pdq' ? [] : [[kind, value] as const]));
  return {
    xarf_version: '4.0.0',
    report_id: reportId(input.deliveryId, address, ...hashes.map(({ value }) => value)),
    timestamp: input.madeAt.toISOString(),
    reporter: org,
    sender: org,
    source_identifier: normaliseAddress(address).host ?? input.host.name,
    category: 'content',
    type: 'csam',
    url: address,
    classification: 'baseline',
    detection_method: 'user_report',
    ...(told.length > 0 ? { hash_values: Object.fromEntries(told) } : {}),
    // Hosts pass such reports on to their customers: the key to answer with is in the message alone.
    description: `${input.reference}. ${NO_PAYLOAD}`,
  };
}

/** A bureau without a mailbox for answers is reached by the link; the schema wants an address all the same. */
function contactOf({ bureau, answerLink }: NoticeInput): XarfContact {
  const domain = URL.parse(answerLink)?.hostname ?? 'localhost';
  return { org: bureau.name, contact: bureau.contact ?? `no-reply@${domain}`, domain };
}
