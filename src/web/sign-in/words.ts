/** English. Every sentence these pages show stands here; the Welsh one must have the same keys. */
export const en = {
  signIn: {
    title: 'Sign in',
    closed: 'Ask an administrator for a sign-in link. It works once and for 15 minutes.',
    confirm: 'This link signs you in once.',
    example: 'This is the example bureau. Choose whom to sign in as.',
    bureau: 'People of the bureau',
    officers: 'An officer who receives referrals',
    officersLead: 'At a police force, a children’s service or a bureau abroad.',
    officer: 'Officer',
    asOfficer: 'Sign in as this officer',
    does: {
      analyst: 'Decides how urgent a referral is, and sends it.',
      supervisor: 'Approves, watches over the queue and the grading.',
      'duty-officer': 'Answers alarms at any hour.',
      'welfare-lead': 'Looks after those who read distressing evidence.',
      'force-officer': 'Receives referrals, and says what became of them.',
      statistician: 'Keeps the national picture, and writes the reports.',
      auditor: 'Checks who did what.',
      administrator: 'Looks after hash lists and senders.',
    },
    asWhom: (name: string) => `as ${name}`,
    name: 'Name',
    role: 'Role',
    work: 'What they do',
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  signIn: {
    title: 'Mewngofnodi',
    closed: 'Gofynnwch i weinyddwr am ddolen fewngofnodi. Mae’n gweithio unwaith ac am 15 munud.',
    confirm: 'Mae’r ddolen hon yn eich mewngofnodi unwaith.',
    example: 'Dyma’r swyddfa enghreifftiol. Dewiswch fel pwy i fewngofnodi.',
    bureau: 'Pobl y swyddfa',
    officers: 'Swyddog sy’n derbyn atgyfeiriadau',
    officersLead: 'Mewn heddlu, gwasanaeth plant neu swyddfa dramor.',
    officer: 'Swyddog',
    asOfficer: 'Mewngofnodi fel y swyddog hwn',
    does: {
      analyst: 'Yn penderfynu pa mor frys yw atgyfeiriad, ac yn ei anfon.',
      supervisor: 'Yn cymeradwyo, ac yn gwylio’r ciw a’r graddio.',
      'duty-officer': 'Yn ateb larymau ddydd a nos.',
      'welfare-lead': 'Yn gofalu am y rhai sy’n darllen tystiolaeth ofidus.',
      'force-officer': 'Yn derbyn atgyfeiriadau, ac yn dweud beth ddaeth ohonynt.',
      statistician: 'Yn cadw’r darlun cenedlaethol, ac yn ysgrifennu’r adroddiadau.',
      auditor: 'Yn gwirio pwy wnaeth beth.',
      administrator: 'Yn gofalu am restrau hashiau ac anfonwyr.',
    },
    asWhom: (name) => `fel ${name}`,
    name: 'Enw',
    role: 'Rôl',
    work: 'Yr hyn a wnânt',
  },
};
