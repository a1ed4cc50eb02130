/** Lists give times as RFC 3339, as seconds since 1970, or as .NET's /Date(milliseconds)/. Null: none of these. */
export function momentOf(given: unknown): Date | null {
  const text = String(given ?? '').trim();
  const dotNet = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text);
  if (dotNet) return plausible(Number(dotNet[1]));
  if (/^\d{9,10}$/.test(text)) return plausible(Number(text) * 1000);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]{5,18}(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return null;
  return plausible(Date.parse(withZone(text)));
}

/** A time without a zone is UTC. */
function withZone(text: string): string {
  return /T/.test(text) && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text;
}

/** Before 1990 there were no hash lists; far in the future a clock was wrong. Chosen. */
const FROM_MS = Date.UTC(1990, 0);
const TO_MS = Date.UTC(2100, 0);

function plausible(ms: number): Date | null {
  return ms >= FROM_MS && ms < TO_MS ? new Date(ms) : null;
}
