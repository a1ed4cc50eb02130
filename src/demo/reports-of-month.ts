import type { ExampleReport } from './story-of-reports.ts';

const DAY_MS = 86_400_000;

/** Days that the published report leaves to the next one. Chosen, so that a draft with other figures stands beside it. */
const LAST_DAYS = 9;

/** What a bureau could write of the example month: one report that is published, and the draft of the next. `until`: ms. */
export function reportsOfMonth({ from, until }: { from: number; until: number }): ExampleReport[] {
  const ends = until - LAST_DAYS * DAY_MS;
  return [publishedReport(from, ends), draftReport(from, until)];
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function publishedReport(from: number, until: number): ExampleReport {
  return {
    slug: 'first-weeks',
    title: 'Threat assessment of the first three weeks (synthetic)',
    summary: 'What was reported to the example bureau in its first three weeks. Every referral is invented.',
    period: { from: dayOf(from), to: dayOf(until) },
    sections: {
      summary: [
        'The bureau received [[figure receipts-received]] referrals about [[figure incidents]] incidents. [[figure image-reports]] reports were about indecent images of children, and [[figure exploitation-reports]] about online child sexual exploitation.',
        'In [[figure imminent-danger]] incidents a child was taken to be in current or immediate danger.',
      ],
      images: [
        'There were [[figure image-reports]] reports of indecent images of children. They listed [[figure files-reported]] files.',
        'Of incidents whose files could be compared, [[figure content-first-seen]] held content that was never seen before.',
        '[[chart image-reports]]',
      ],
      exploitation: [
        'There were [[figure exploitation-reports]] reports of online child sexual exploitation. In [[figure exploitation-no-abuse-achieved]] of those with a known answer no abuse was achieved.',
      ],
      transnational: [
        'There were [[figure transnational-reports]] reports of transnational child sexual abuse.',
      ],
      contact: [
        'What forces record of contact abuse is asked of them once a year; it is not part of these weeks.',
      ],
      hidden: ['How much is never reported cannot be told from these weeks alone.'],
      outside: [
        'Others count on other grounds. Their figures stand beside ours and are never added to them.',
        '[[series ncmec-uk]]',
        '[[claim children-abused-190000]]',
      ],
      priorities: ['What the bureau sets out to reach, each with its owner.'],
      gaps: ['What these figures cannot answer, and who finds out.'],
    },
    items: [
      item(
        'priority',
        'Tell every sender what became of its referrals',
        'Senders who never hear do not improve.',
        'Duty officer',
        until + 20 * DAY_MS,
      ),
      item(
        'priority',
        'Grade again a sample of the low bands',
        'A low grade can hide hands-on abuse.',
        'Supervisor',
        until + 4 * DAY_MS,
      ),
      item(
        'gap',
        'How many incidents are reported by more than one sender?',
        '',
        'Strategic analyst',
        until + 40 * DAY_MS,
      ),
    ],
    isPublished: true,
  };
}

function draftReport(from: number, until: number): ExampleReport {
  return {
    slug: 'whole-month',
    title: 'Threat assessment of the month (synthetic)',
    summary: 'The month as a whole. A draft: its figures are those of now.',
    period: { from: dayOf(from), to: dayOf(until) },
    sections: {
      summary: [
        'The bureau received [[figure receipts-received]] referrals about [[figure incidents]] incidents.',
        'Reports of indecent images ([[figure image-reports]]) have possibly doubled.',
      ],
    },
    items: [
      item(
        'gap',
        'Which services do suspects move to once an account is closed?',
        '',
        'Strategic analyst',
        until + 60 * DAY_MS,
      ),
    ],
    isPublished: false,
  };
}

function item(kind: 'priority' | 'gap', what: string, why: string, owner: string, dueAt: number) {
  return { kind, what, why, owner, dueOn: dayOf(dueAt) };
}
