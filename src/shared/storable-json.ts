/** PostgreSQL's jsonb holds neither NUL nor half a surrogate pair: as JSON writes them. */
const UNSTORABLE = /\\u0000|\\ud[89ab][0-9a-f]{2}/i;

/** JSON that jsonb takes, whatever strings came in: what it cannot hold gives way to U+FFFD. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSTORABLE.test(text) ? JSON.stringify(storableValue(JSON.parse(text))) : text;
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\u{FFFD}').toWellFormed();
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map((field) => field.map(storableValue)));
}
