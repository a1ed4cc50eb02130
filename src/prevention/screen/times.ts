export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Late night of the payer and day of the beneficiary, local hours. Chosen: FATF 2025 says "late night / early morning" without hours. */
const NIGHT = { from: 22, to: 5 };
const DAY = { from: 6, to: 21 };

/** Whether it is late night at the one end and day at the other; null where an offset is not known. */
export function isNightToDay(
  at: number,
  payerOffset: number | undefined,
  beneficiaryOffset: number | undefined,
): boolean | null {
  if (payerOffset === undefined || beneficiaryOffset === undefined) return null;
  const payerHour = localHour(at, payerOffset);
  const beneficiaryHour = localHour(at, beneficiaryOffset);
  return (
    (payerHour >= NIGHT.from || payerHour < NIGHT.to) &&
    beneficiaryHour >= DAY.from &&
    beneficiaryHour < DAY.to
  );
}

function localHour(at: number, offsetMinutes: number): number {
  return Math.floor((at + offsetMinutes * MINUTE_MS) / HOUR_MS) % 24;
}
