import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Problem } from '../../shared/problem.ts';
import { LARGEST_ENTRY, type ListItem, type ListReader } from './given-entry.ts';
import { NcmecEntry } from './ncmec-entry.ts';

// NCMEC Hash Sharing v2. Read as a stream; an entry that is not well formed is left out, and reading goes on at the
// next one. Document types are refused, so that no entity can be declared. `paging/next` is kept, never fetched.

const ENTRY = /^(?:deleted)?(?:image|video)$/i;
const GOES_ON = /<(?:[\w.-]+:)?(?:(?:deleted)?(?:image|video)|paging)[\s>/]/gi;
const END_OF_LIST = /<\/(?:[\w.-]+:)?queryResult\s*>\s*$/;
const DEEPEST = 40;
/** Characters that are parsed at a time: bounds what is read again after a fault. */
const SLICE = 65_536;
/** So often is reading taken up again; a file with more faults is no list. Chosen. */
const MOST_FAULTS = 10_000;

const ROOT = '<queryResult>';

class Malformed extends Error {}

export function readNcmec(): ListReader {
  const reading = new NcmecReading();
  return {
    push: (text) => reading.push(text),
    end: () => reading.end(),
  };
}

class NcmecReading {
  #parser = this.#newParser();
  #items: ListItem[] = [];
  #depth = 0;
  #entry: NcmecEntry | null = null;
  #next: string | null = null;
  #count = 0;
  #faults = 0;
  /** Lines before the present parser began. */
  #linesBefore = 0;
  /** Characters given to the present parser, and how many of them at its last tag. */
  #fed = 0;
  #quietSince = 0;
  #tail = '';
  /** After a fault: text is passed over until an entry begins. */
  #seeking = false;
  #carried = '';
  #isWhole = false;

  push(text: string): ListItem[] {
    this.#items = [];
    this.#tail = (this.#tail + text).slice(-64);
    for (let at = 0; at < text.length; at += SLICE) this.#take(text.slice(at, at + SLICE));
    return this.#items;
  }

  end(): ListItem[] {
    this.#items = [];
    if (!this.#isWhole && !(this.#faults > 0 && END_OF_LIST.test(this.#tail)))
      this.#items.push({ what: 'rejected', entry: this.#count, line: null, code: 'list.ends-early' });
    return this.#items;
  }

  #take(given: string): void {
    let text = this.#carried + given;
    this.#carried = '';
    while (text !== '') {
      if (this.#seeking) {
        const from = nextEntry(text);
        // A tag may be cut in two between pieces.
        const passed = from === -1 ? Math.max(0, text.length - 64) : from;
        this.#linesBefore += text.slice(0, passed).split('\n').length - 1;
        text = text.slice(passed);
        if (from === -1) {
          this.#carried = text;
          return;
        }
        this.#restart();
      }
      text = this.#parse(text);
    }
  }

  /** Parses all of it, or answers with what stands after the fault. */
  #parse(text: string): string {
    const before = this.#fed;
    try {
      this.#parser.write(text);
    } catch (fault) {
      if (!(fault instanceof Malformed)) throw fault;
      this.#onFault();
      return text.slice(Math.max(1, Math.min(text.length, this.#parser.position - before)));
    }
    this.#fed += text.length;
    if (this.#fed - this.#quietSince > LARGEST_ENTRY) throw new Problem('lists.unreadable');
    return '';
  }

  #onFault(): void {
    this.#faults += 1;
    if (this.#faults > MOST_FAULTS) throw new Problem('lists.unreadable', { detail: 'too many faults' });
    // Between entries, after an earlier fault, it is an end tag whose beginning was passed over.
    if (this.#entry || this.#faults === 1) this.#reject();
    this.#linesBefore += this.#parser.line - 1;
    this.#seeking = true;
  }

  #reject(): void {
    if (!this.#entry) this.#count += 1;
    const line = this.#entry?.line ?? this.#line();
    this.#entry = null;
    this.#items.push({ what: 'rejected', entry: this.#count, line, code: 'entry.unreadable' });
  }

  #line(): number {
    return this.#linesBefore + this.#parser.line;
  }

  /** A new parser, inside a root of its own. */
  #restart(): void {
    this.#seeking = false;
    this.#entry = null;
    this.#next = null;
    this.#depth = 0;
    this.#parser = this.#newParser();
    this.#parser.write(ROOT);
    this.#fed = ROOT.length;
    this.#quietSince = ROOT.length;
  }

  #newParser(): SaxesParser {
    const parser = new SaxesParser({ xmlns: false, position: true });
    parser.on('error', () => {
      throw new Malformed();
    });
    parser.on('doctype', () => {
      throw new Problem('lists.document-type');
    });
    parser.on('opentag', (tag) => this.#start(tag));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('comment', () => this.#mark());
    parser.on('closetag', ({ name }) => this.#close(localName(name)));
    return parser;
  }

  #mark(): void {
    this.#quietSince = this.#parser.position;
  }

  #start(tag: SaxesTagPlain): void {
    this.#mark();
    const name = localName(tag.name);
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Malformed();
    if (this.#entry) this.#entry.open(name, tag.attributes);
    else if (ENTRY.test(name)) {
      this.#count += 1;
      this.#entry = new NcmecEntry(name, { entry: this.#count, line: this.#line() });
    } else if (name === 'next') this.#next = '';
  }

  #text(text: string): void {
    if (this.#entry) this.#entry.text(text);
    else if (this.#next !== null) this.#next = (this.#next + text).slice(0, 2_048);
  }

  #close(name: string): void {
    this.#mark();
    this.#depth -= 1;
    if (this.#entry && !this.#entry.isOutermost) this.#entry.close(name);
    else if (this.#entry) {
      this.#items.push(this.#entry.finish());
      this.#entry = null;
    } else if (name === 'next' && this.#next !== null) {
      if (this.#next.trim() !== '') this.#items.push({ what: 'heading', cursor: this.#next.trim() });
      this.#next = null;
    }
    if (this.#depth === 0) this.#isWhole = true;
  }
}

function nextEntry(text: string): number {
  GOES_ON.lastIndex = 0;
  return GOES_ON.exec(text)?.index ?? -1;
}

/** The namespace's prefix is the sender's choice. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
