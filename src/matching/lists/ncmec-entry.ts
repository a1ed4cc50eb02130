import {
  type GivenOpinion,
  type ListItem,
  MOST_HASHES_PER_ENTRY,
  MOST_OPINIONS_PER_ENTRY,
  type Place,
} from './given-entry.ts';
import { momentOf } from './moment.ts';
import { type Media, SCHEMES, type Scheme } from './vocabulary.ts';

/** The kind's element holds its value; quality is told by lists of ours only. */
type Hash = { kind: string; value: string; quality?: number };

/** One element `image`, `video`, `deletedImage` or `deletedVideo` while it is read. */
export class NcmecEntry {
  readonly #place: Place;
  readonly #media: Media;
  readonly #isDeleted: boolean;
  readonly #path: string[] = [];
  #text = '';
  #fields: Record<'id' | 'timestamp' | 'classification' | 'memberName', string> = {
    id: '',
    timestamp: '',
    classification: '',
    memberName: '',
  };
  #member: string | null = null;
  #scheme: Scheme | null = null;
  #quality: number | undefined;
  #hashes: Hash[] = [];
  #opinions: GivenOpinion[] | null = null;
  /** Whose feedback is being read. */
  #speaker: GivenOpinion | undefined;
  #reason: string | null = null;

  constructor(name: string, place: Place) {
    this.#place = place;
    this.#media = /video$/i.test(name) ? 'video' : 'image';
    this.#isDeleted = /^deleted/i.test(name);
  }

  get line(): number | null {
    return this.#place.line;
  }

  get isOutermost(): boolean {
    return this.#path.length === 0;
  }

  open(name: string, attributes: Record<string, string>): void {
    const parent = this.#path.at(-1);
    this.#path.push(name);
    this.#text = '';
    if (name === 'member' && parent === undefined) this.#member = attributes['id']?.trim() || null;
    if (name === 'member' && parent === 'members') this.#addOpinion(attributes['id']?.trim() ?? '');
    if (name === 'feedback') this.#opinions ??= [];
    if (name === 'reason') this.#reason = attributes['guid'] ?? null;
    if (name === 'affirmativeFeedback') this.#reason = null;
    if (name === 'classification') this.#scheme = schemeOf(attributes['scheme']);
    if (parent === 'fingerprints') this.#quality = qualityOf(attributes['quality']);
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    const text = this.#text.trim();
    this.#text = '';
    if (parent === 'fingerprints') this.#addHash(name, text);
    if (name === 'member' && parent === 'members' && this.#speaker && text !== '') this.#speaker.name = text;
    if (parent !== undefined) return;
    if (name === 'member') this.#fields.memberName = text;
    else if (name === 'id' || name === 'timestamp' || name === 'classification') this.#fields[name] = text;
  }

  finish(): ListItem {
    const { id, timestamp, classification, memberName } = this.#fields;
    if (id === '') return { what: 'rejected', ...this.#place, code: 'entry.no-id' };
    if (this.#isDeleted) return { what: 'withdrawal', ...this.#place, id };
    return {
      what: 'entry',
      ...this.#place,
      id,
      media: this.#media,
      classification: classification || null,
      scheme: this.#scheme ?? industryScheme(classification),
      member: this.#member === null ? null : { id: this.#member, name: memberName || null },
      listedAt: momentOf(timestamp),
      hashes: this.#hashes,
      labels: [],
      opinions: this.#opinions ?? [],
    };
  }

  /** Large fingerprints are a link to a further request and have no value here. */
  #addHash(kind: string, value: string): void {
    if (this.#hashes.length >= MOST_HASHES_PER_ENTRY) return;
    this.#hashes.push({ kind, value, ...(this.#quality !== undefined && { quality: this.#quality }) });
  }

  /** Feedback is given for each fingerprint; one who both confirms and contradicts the entry disputes it. */
  #addOpinion(holder: string): void {
    const opinions = this.#opinions ?? [];
    if (holder === '' || opinions.length >= MOST_OPINIONS_PER_ENTRY) return;
    const opinion = this.#path.includes('negativeFeedback') ? 'negative' : 'positive';
    this.#speaker = opinions.find((other) => other.holder === holder);
    if (this.#speaker) {
      if (this.#speaker.opinion !== opinion) this.#speaker.opinion = 'disputed';
      return;
    }
    this.#speaker = { holder, opinion, ...(this.#reason && { reason: this.#reason }) };
    opinions.push(this.#speaker);
  }
}

function schemeOf(given: string | undefined): Scheme | null {
  return given !== undefined && Object.hasOwn(SCHEMES, given) ? (given as Scheme) : null;
}

function industryScheme(classification: string): Scheme | null {
  return SCHEMES['us-industry'].values.some((value) => value === classification) ? 'us-industry' : null;
}

function qualityOf(given: string | undefined): number | undefined {
  return given !== undefined && /^\d{1,3}$/.test(given) ? Number(given) : undefined;
}
