/** English. Every sentence these pages show stands here; the Welsh one must have the same keys. */
export const en = {
  lookups: {
    title: 'Hash lookups',
    lead: 'Registered senders ask whether hashes are listed. What they ask for is counted and not kept.',
    alerts: 'Senders that probed',
    alertsLead:
      'A sender that tries many small changes of one listed picture may be learning what is not found. Speak to it before you let it go on.',
    noAlerts: 'No sender is slowed or suspended.',
    sender: 'Sender',
    happened: 'What happened',
    tried: (queries: number, hits: number, misses: number) =>
      `${queries} changes of one picture: ${hits} found, ${misses} not`,
    done: 'What was done',
    raised: 'When',
    settled: 'Settled',
    act: 'Action',
    resume: 'Let it look up again',
    resumeOf: (sender: string) => `: ${sender}`,
    held: 'Values held back',
    heldLead:
      'A value that suddenly hits far more than before may be wrong, such as a blank picture. It counts as no hit until a supervisor lets it pass.',
    noneHeld: 'No value is held back.',
    lists: 'Lists',
    why: 'Why',
    flood: (hits: number, allowed: number) => `${hits} hits in a day; ${allowed} would have passed`,
    heldFrom: 'Held back from',
    everybody: 'Everybody',
    release: 'Let it pass',
    releaseOf: (lists: string) => `: ${lists}`,
    days: 'Lookups by day',
    day: 'Day (UTC)',
    count: 'Lookups',
    hits: 'Hits',
    noLookups: 'Nothing was looked up yet.',
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  lookups: {
    title: 'Chwiliadau stwnsh',
    lead: 'Mae anfonwyr cofrestredig yn gofyn a yw stwnshiau wedi’u rhestru. Cyfrifir yr hyn a ofynnir ac ni chedwir ef.',
    alerts: 'Anfonwyr a fu’n profi',
    alertsLead:
      'Gall anfonwr sy’n rhoi cynnig ar lawer o newidiadau bach i un llun rhestredig fod yn dysgu beth na chaiff ei ganfod. Siaradwch ag ef cyn gadael iddo barhau.',
    noAlerts: 'Nid oes anfonwr wedi’i arafu na’i atal.',
    sender: 'Anfonwr',
    happened: 'Beth ddigwyddodd',
    tried: (queries, hits, misses) => `${queries} newid i un llun: canfuwyd ${hits}, ni chanfuwyd ${misses}`,
    done: 'Beth a wnaed',
    raised: 'Pryd',
    settled: 'Wedi’i setlo',
    act: 'Gweithred',
    resume: 'Gadael iddo chwilio eto',
    resumeOf: (sender) => `, sef ${sender}`,
    held: 'Gwerthoedd a ddaliwyd yn ôl',
    heldLead:
      'Gall gwerth sy’n paru’n llawer amlach nag o’r blaen yn sydyn fod yn anghywir, megis llun gwag. Nid yw’n cyfrif nes i oruchwyliwr ei ollwng.',
    noneHeld: 'Nid oes gwerth wedi’i ddal yn ôl.',
    lists: 'Rhestrau',
    why: 'Pam',
    flood: (hits, allowed) => `${hits} pariad mewn diwrnod; byddai ${allowed} wedi pasio`,
    heldFrom: 'Daliwyd yn ôl rhag',
    everybody: 'Pawb',
    release: 'Ei ollwng',
    releaseOf: (lists) => `, sef ${lists}`,
    days: 'Chwiliadau yn ôl diwrnod',
    day: 'Diwrnod (UTC)',
    count: 'Chwiliadau',
    hits: 'Pariadau',
    noLookups: 'Ni chwiliwyd am ddim eto.',
  },
};
