import type { ListItem, ListReader, Place, RejectionCode } from './given-entry.ts';
import { type JsonObject, JsonSplitter } from './split-json.ts';

export type { JsonObject };

/** How one JSON format of lists is read: which arrays hold entries, and what an element of them says. */
export type JsonListFormat = {
  wants(key: string): boolean;
  /** Told of a string outside of entries before what follows it is read. */
  onString?(key: string, value: string): void;
  /** How an element begins: global, so that it is looked for from a place on. */
  begins: RegExp;
  entryOf(element: JsonObject, place: Place): ListItem;
  headingOf(key: string, value: string): ListItem | null;
};

/** A reader over `format`. What follows a fault in the brackets between entries cannot be told apart: it ends there. */
export function readJsonList(format: JsonListFormat): ListReader {
  const splitter = new JsonSplitter(format.wants, format.begins, format.onString);
  let entry = 0;
  let broken = false;
  const rejected = (code: RejectionCode, line: number): ListItem => ({
    what: 'rejected',
    entry,
    line,
    code,
  });
  return {
    push(text) {
      if (broken) return [];
      const items: ListItem[] = [];
      try {
        for (const piece of splitter.push(text)) {
          if (piece.what === 'string') items.push(...present(format.headingOf(piece.key, piece.value)));
          else {
            entry += 1;
            if (piece.what === 'element')
              items.push(format.entryOf(piece.value, { entry, line: piece.line }));
            else items.push(rejected(piece.code, piece.line));
          }
        }
      } catch (fault) {
        if (!(fault instanceof SyntaxError || fault instanceof RangeError)) throw fault;
        broken = true;
      }
      return items;
    },
    end: () =>
      broken || !splitter.isWhole ? [{ what: 'rejected', entry, line: null, code: 'list.ends-early' }] : [],
  };
}

function present(item: ListItem | null): ListItem[] {
  return item ? [item] : [];
}

/** A field as text; numbers count, anything else is absent. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The objects of an array, at most `most`; of anything else none. */
export function objectsOf(value: unknown, most: number): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, most)
    .map(objectOf)
    .filter((item) => item !== null);
}
