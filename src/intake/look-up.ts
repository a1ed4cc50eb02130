/** What a table says under a sender's word: its own entries only, not what every object inherits ("constructor"). */
export function lookUp<T>(table: Readonly<Record<string, T>> | undefined, word: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}
