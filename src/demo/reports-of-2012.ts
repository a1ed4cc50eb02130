import type { ExampleReport } from './story-of-reports.ts';

/** When the assessment of a year appears. Source: that of 2012 came out in June 2013. */
export const ASSESSED_AT = Date.parse('2013-06-28T09:00:00Z');

/** An assessment of the year 2012 around its published figures, as the generated year reproduces them. */
export const ASSESSMENT_2012: ExampleReport = {
  slug: 'assessment-2012',
  title: 'Threat assessment of the year 2012 (synthetic)',
  summary:
    'Four key threats in 2012, counted from generated referrals in the shape of the published figures of that year.',
  period: { from: '2012-01-01', to: '2012-12-31' },
  sections: {
    summary: [
      '[[figure image-reports]] reports of indecent images of children listed [[figure files-reported]] files; against the year before, files are [[figure files-reported change]].',
      'There were [[figure exploitation-reports]] reports of online child sexual exploitation; in [[figure exploitation-no-abuse-achieved]] of those with a known answer no abuse was achieved.',
      'Forces that answered recorded [[figure lone-perpetrators]] lone perpetrators ([[figure lone-perpetrators coverage]]) and [[figure group-offences]] offences by groups or gangs ([[figure group-offences coverage]]).',
    ],
    'about-figures': [
      'Figures count what was reported or recorded in 2012. They do not count children who were harmed: more reports can mean that more is found.',
      'The bureau received [[figure receipts-received]] referrals; [[figure incidents]] incidents remain when reports of the same event are counted once.',
      '[[table threat-by-year]]',
    ],
    images: [
      'There were [[figure image-reports]] reports of indecent images of children, listing [[figure files-reported]] files.',
      'Files graded level 4: [[figure files-level-4]], against the year before: [[figure files-level-4 change]].',
      'Children recorded as female and under ten: [[figure girls-under-10]], [[figure girls-under-10 change]].',
    ],
    exploitation: [
      'There were [[figure exploitation-reports]] reports of online child sexual exploitation.',
      '- In [[figure exploitation-no-abuse-achieved]] of those with a known answer no abuse was achieved.\n- In [[figure exploitation-aiming-to-meet]] the aim was to meet the child for contact abuse.',
    ],
    transnational: [
      'There were [[figure transnational-reports]] reports of transnational child sexual abuse. Of those with a known answer, the offender was on no register in [[figure transnational-not-registered]].',
    ],
    contact: [
      'Not every force answered, and forces record in different ways: these are counts of what was returned.',
      'Lone perpetrators: [[figure lone-perpetrators estimate]] ([[figure lone-perpetrators coverage]]).',
      'Offences by groups or gangs: [[figure group-offences estimate]] ([[figure group-offences coverage]]).',
      '[[claim contact-victims-10000]]',
    ],
    hidden: [
      'What is reported is a part of what happens. How large a part is not known.',
      '[[claim children-abused-190000]]',
    ],
    outside: ['[[claim distributors-50000]]', '[[claim hidden-network-20000]]'],
    priorities: ['Where the bureau puts its work in the year to come.'],
    gaps: ['What the returns and referrals of 2012 could not answer.'],
  },
  items: [
    {
      kind: 'priority',
      what: 'One national form for the returns of all forces',
      why: 'Forces record and categorise in different ways, so that their figures cannot be added up.',
      owner: 'Strategic analyst',
      dueOn: '2014-01-31',
    },
    {
      kind: 'priority',
      what: 'Tell live streaming apart from other exploitation on receipt',
      why: 'It is emerging, and cannot be counted yet.',
      owner: 'Supervisor',
      dueOn: '2013-12-31',
    },
    {
      kind: 'gap',
      what: 'How many children are victims of contact abuse that is never reported?',
      why: '',
      owner: 'Strategic analyst',
      dueOn: '2014-03-31',
    },
  ],
  isPublished: true,
};
