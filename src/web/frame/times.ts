import type { Words } from '../words.ts';

// Times as pages show them: in UTC, and said so.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Of a page in one language. Null and undefined are shown as not known. */
export type Times = {
  /** "2 March 2026, 09:00 UTC" */
  time(at: Date | string | null | undefined): string;
  /** "2 March 2026"; a day is given as 2026-03-02 or as a moment. */
  day(at: Date | string | null | undefined): string;
  /** "March 2026"; a month is given as 2026-03, or as a day of it. */
  month(of: string): string;
  /** As an axis writes a day or a month: "2 Mar", "Mar 2026"; any other period as it is called. */
  brief(period: string): string;
  /** "in 3 hours", "2 days overdue". */
  left(deadline: Date | string, now: Date): string;
  /** "12 minutes", "3 days" */
  duration(ms: number): string;
  /** To the minute: "3 hours 12 minutes". */
  minutes(ms: number): string;
};

export function timesIn(words: Words): Times {
  const dayFormat = formatOf(words, { day: 'numeric', month: 'long', year: 'numeric' });
  const clockFormat = formatOf(words, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const monthFormat = formatOf(words, { month: 'long', year: 'numeric' });
  const briefly = {
    day: formatOf(words, { day: 'numeric', month: 'short' }),
    month: formatOf(words, { month: 'short', year: 'numeric' }),
  };
  const day: Times['day'] = (at) => (at ? dayFormat.format(new Date(at)) : words.service.unknown);
  const duration: Times['duration'] = (ms) => durationOf(Math.abs(ms), words);
  return {
    day,
    // The clock's time and its zone stay on one line.
    time: (at) =>
      at
        ? `${dayFormat.format(new Date(at))}, ${clockFormat.format(new Date(at))}\u00a0UTC`
        : words.service.unknown,
    month: (of) => monthFormat.format(new Date(of.slice(0, 'YYYY-MM'.length))),
    brief: (period) => {
      if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return briefly.day.format(new Date(period));
      return /^\d{4}-\d{2}$/.test(period) ? briefly.month.format(new Date(period)) : period;
    },
    left: (deadline, now) => {
      const ms = new Date(deadline).getTime() - now.getTime();
      return ms < 0 ? words.times.overdue(duration(ms)) : words.times.left(duration(ms));
    },
    duration,
    minutes: (ms) => minutesOf(ms, words),
  };
}

function formatOf(words: Words, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = words.language.code === 'cy' ? 'cy-GB' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
}

/** In the largest unit of which there are two or more, rounded down: a deadline never looks further away than it is. */
function durationOf(ms: number, { times }: Words): string {
  if (ms >= 2 * DAY_MS) return times.days(Math.floor(ms / DAY_MS));
  if (ms >= 2 * HOUR_MS) return times.hours(Math.floor(ms / HOUR_MS));
  return times.minutes(Math.floor(ms / MINUTE_MS));
}

function minutesOf(ms: number, { times }: Words): string {
  const [hours, minutes] = [Math.floor(ms / HOUR_MS), Math.floor((ms % HOUR_MS) / MINUTE_MS)];
  return hours === 0 ? times.minutes(minutes) : `${times.hours(hours)} ${times.minutes(minutes)}`;
}
