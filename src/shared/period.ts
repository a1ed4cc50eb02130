/** First and last day that count, UTC, both included, YYYY-MM-DD. */
export type Period = { from: string; to: string };

/** A day of the calendar, YYYY-MM-DD: no 30 February. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
