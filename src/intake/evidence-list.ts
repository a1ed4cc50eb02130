import type { Evidence, ReferralContent } from '../referral/index.ts';

const LONGEST_VALUE = 200_000;
const LONGEST_LABEL = 200;
const LONGEST_PATH = 500;

/** Gathers what an adapter takes out of a document to be sealed item by item, and gives each its id. */
export type EvidenceList = {
  /** The id of the item; a text too long for one item goes on in the next ones. */
  add(kind: Evidence['kind'], label: string, value: string): string;
  /** Keeps a field that the scheme has no place for. */
  keep(path: string, value: unknown): void;
  evidence: Evidence[];
  kept: ReferralContent['kept'];
};

export function evidenceList(): EvidenceList {
  const evidence: Evidence[] = [];
  const kept: ReferralContent['kept'] = [];
  const addPiece = (kind: Evidence['kind'], label: string, value: string): string => {
    const id = `e${evidence.length}`;
    evidence.push({
      id,
      kind,
      label: storable(label).slice(0, LONGEST_LABEL) || kind,
      value: storable(value),
    });
    return id;
  };
  const add: EvidenceList['add'] = (kind, label, value) => {
    const id = addPiece(kind, label, value.slice(0, LONGEST_VALUE));
    for (let at = LONGEST_VALUE; at < value.length; at += LONGEST_VALUE) {
      addPiece(kind, `${label} (continued)`, value.slice(at, at + LONGEST_VALUE));
    }
    return id;
  };
  const keep: EvidenceList['keep'] = (path, value) => {
    const words = typeof value === 'string' ? value : JSON.stringify(value);
    const where = storable(path).slice(0, LONGEST_PATH).toWellFormed() || '/';
    kept.push({ path: where, evidence: add(looksLikeAddress(words) ? 'url' : 'text', where, words) });
  };
  return { add, keep, evidence, kept };
}

/** PostgreSQL's text and jsonb hold neither NUL nor half a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}').toWellFormed();
}

function looksLikeAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]{1,20}:\/\/\S+$/i.test(text);
}
