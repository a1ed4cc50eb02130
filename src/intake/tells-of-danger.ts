// Of a document that cannot be read nothing is certain. Its words are looked through only to call a person sooner,
// never to order or to leave out: a false call costs a minute. Chosen: fields of the formats read here, and plain words.

const YES = String.raw`["']?\s*[:=>;,]\s*["']?\s*(?:yes|true|1|ydy|oes)\b`;

/** Fields by which senders state danger: they count with a "yes" behind them. */
const FIELDS = [
  'immediateDanger',
  'inDangerNow',
  'immediate_danger',
  'in_danger_now',
  'riskToChildsLife',
  'liveStreaming',
  'live_streaming',
].map((name) => new RegExp(`${name}${YES}`, 'i'));

/** The CyberTipline's field for urgency holds the reason as text: any text counts. */
const ESCALATED = /escalateToHighPriority["']?\s*[:>]\s*["']?\s*[^\s"'<,}\]]/i;

/** What people write. Welsh beside English, because reports come in both. */
const WORDS =
  /immediate (?:danger|risk|threat)|in danger (?:now|right now|tonight|today)|(?:danger|abuse\w*|happening|streaming) (?:right )?now\b|risk to life|threat(?:ens|ened|ening)? to (?:kill|harm)|suicid|self[- ]harm|live[- ]stream|perygl (?:uniongyrchol|nawr)|mewn perygl|hunanladd|hunan-?niwed|ffrydio byw/i;

/** Looked at of a large document: what states danger stands in its facts, not in the last of a long list of files. */
const MOST_BYTES = 1_000_000;

/** Whether a document that could not be read may tell of immediate danger. Pure; keeps and shows nothing of it. */
export function tellsOfDanger(raw: Buffer): boolean {
  return textsOf(raw.subarray(0, MOST_BYTES)).some((text) =>
    [...FIELDS, ESCALATED, WORDS].some((sign) => sign.test(text)),
  );
}

/** As UTF-8 and, where every other byte is zero, as UTF-16: a wrong encoding is a usual reason for being unreadable. */
function textsOf(raw: Buffer): string[] {
  const zeros = raw.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  const texts = [raw.toString('utf8')];
  return zeros * 4 > raw.length ? [...texts, raw.toString('utf8').replaceAll('\0', '')] : texts;
}
