/** English. Every sentence these pages show stands here; the Welsh one must have the same keys. */
export const en = {
  language: { code: 'en', name: 'English', other: 'Cymraeg' },
  service: {
    name: 'Everydot',
    skip: 'Skip to main content',
    synthetic: 'Synthetic data: every referral, person and account here is invented.',
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
    navigation: 'Main',
    footer: 'Hash-only: no imagery is ever stored, shown or fetched here.',
    back: 'Back',
    continue: 'Continue',
    save: 'Save',
    unknown: 'Not known',
    none: 'None',
    errorTitle: 'There is a problem',
    notFoundTitle: 'Page not found',
    notFoundText: 'Check the address. If you followed a link, the record may have moved.',
    notAllowedTitle: 'Your role does not allow this',
    notAllowedText: 'Ask a supervisor if you think that you need it.',
    bugTitle: 'Something went wrong here',
    bugText: 'Nothing you sent was half-done. Try again in a moment.',
    tooOldTitle: 'This page was open for too long',
    tooOldText: 'Nothing was changed. Go back, load the page again and repeat what you did.',
  },
  times: {
    overdue: (duration: string) => `${duration} overdue`,
    left: (duration: string) => `in ${duration}`,
    days: (count: number) => `${count} days`,
    hours: (count: number) => `${count} hours`,
    minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  },
  navigation: {
    queue: 'Queue',
    alarms: 'Alarms',
    enquiries: 'Enquiries',
    unrouted: 'Unrouted',
    quarantine: 'Quarantine',
    clocks: 'Clocks',
    conflicts: 'Conflicts',
    packages: 'Packages',
    picture: 'National picture',
    ledger: 'Ledger',
    exposure: 'Exposure',
  },
  alarm: {
    banner: (count: number) =>
      count === 1
        ? 'A child may be in immediate danger: 1 alarm waits for a person.'
        : `Children may be in immediate danger: ${count} alarms wait for a person.`,
    look: 'Look at the alarms',
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  language: { code: 'cy', name: 'Cymraeg', other: 'English' },
  service: {
    name: 'Everydot',
    skip: 'Neidio i’r prif gynnwys',
    synthetic: 'Data synthetig: mae pob atgyfeiriad, person a chyfrif yma wedi’i ddyfeisio.',
    signedInAs: (name) => `Wedi mewngofnodi fel ${name}`,
    signOut: 'Allgofnodi',
    navigation: 'Prif',
    footer: 'Hashiau yn unig: ni chaiff unrhyw ddelwedd ei chadw, ei dangos na’i nôl yma.',
    back: 'Yn ôl',
    continue: 'Parhau',
    save: 'Cadw',
    unknown: 'Ddim yn hysbys',
    none: 'Dim',
    errorTitle: 'Mae problem',
    notFoundTitle: 'Heb ddod o hyd i’r dudalen',
    notFoundText: 'Gwiriwch y cyfeiriad. Os dilynoch ddolen, efallai fod y cofnod wedi symud.',
    notAllowedTitle: 'Nid yw eich rôl yn caniatáu hyn',
    notAllowedText: 'Gofynnwch i oruchwyliwr os ydych yn meddwl bod ei angen arnoch.',
    bugTitle: 'Aeth rhywbeth o’i le yma',
    bugText: 'Ni chafodd dim a anfonoch ei hanner wneud. Rhowch gynnig arall arni mewn munud.',
    tooOldTitle: 'Bu’r dudalen hon ar agor am rhy hir',
    tooOldText: 'Ni newidiwyd dim. Ewch yn ôl, llwythwch y dudalen eto ac ailadroddwch yr hyn a wnaethoch.',
  },
  times: {
    overdue: (duration) => `${duration} yn hwyr`,
    left: (duration) => `ymhen ${duration}`,
    days: (count) => `${count} diwrnod`,
    hours: (count) => `${count} awr`,
    minutes: (count) => `${count} munud`,
  },
  navigation: {
    queue: 'Ciw',
    alarms: 'Larymau',
    enquiries: 'Ymholiadau',
    unrouted: 'Heb lwybr',
    quarantine: 'Cwarantin',
    clocks: 'Clociau',
    conflicts: 'Gwrthdrawiadau',
    packages: 'Pecynnau',
    picture: 'Y darlun cenedlaethol',
    ledger: 'Cofnod',
    exposure: 'Amlygiad',
  },
  alarm: {
    banner: (count) =>
      count === 1
        ? 'Gall plentyn fod mewn perygl uniongyrchol: mae 1 larwm yn aros am berson.'
        : `Gall plant fod mewn perygl uniongyrchol: mae ${count} larwm yn aros am berson.`,
    look: 'Edrych ar y larymau',
  },
};
