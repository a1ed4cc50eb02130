import { type GivenEntry, type ListItem, type ListReader, MOST_HASHES_PER_ENTRY } from './given-entry.ts';

/** Some forms give one record for each hash: records of the same id that follow one another are one entry. */
export function mergeEntries(reader: ListReader): ListReader {
  let pending: GivenEntry | null = null;
  const merge = (items: readonly ListItem[]): ListItem[] => {
    const whole: ListItem[] = [];
    for (const item of items) {
      if (item.what === 'heading') whole.push(item);
      else if (item.what === 'entry' && pending?.id === item.id) addHashes(pending, item);
      else {
        if (pending) whole.push(pending);
        pending = item.what === 'entry' ? item : null;
        if (item.what !== 'entry') whole.push(item);
      }
    }
    return whole;
  };
  return {
    push: (text) => merge(reader.push(text)),
    end: () => [...merge(reader.end()), ...(pending ? [pending] : [])],
  };
}

function addHashes(to: GivenEntry, { hashes }: GivenEntry): void {
  if (to.hashes.length < MOST_HASHES_PER_ENTRY) to.hashes.push(...hashes);
}
