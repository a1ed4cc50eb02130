/** English. Every sentence these pages show stands here; the Welsh one must have the same keys. */
export const en = {
  exposure: {
    title: 'Exposure',
    lead: 'How much sealed material was opened: each opening counts, also of the same item again.',
    whoSees:
      'Only you and the welfare lead see your figures. Of people’s details opened to compare them, supervisors and auditors see how many. They are no measure of work.',
    own: (since: string) => `What you opened since ${since}`,
    everybody: (since: string) => `What people opened since ${since}`,
    total: (count: number) => (count === 1 ? '1 item in all.' : `${count} items in all.`),
    nothing: 'You opened nothing.',
    nobody: 'Nobody opened anything.',
    day: 'Day (UTC)',
    name: 'Name',
    opened: 'Items opened',
    referrals: 'Referrals',
    last: 'Last opened',
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  exposure: {
    title: 'Amlygiad',
    lead: 'Faint o ddeunydd dan sêl a agorwyd: mae pob agoriad yn cyfrif, hefyd o’r un eitem eto.',
    whoSees:
      'Dim ond chi a’r arweinydd lles sy’n gweld eich ffigurau. O fanylion pobl a agorwyd i’w cymharu, mae goruchwylwyr ac archwilwyr yn gweld faint. Nid ydynt yn fesur o waith.',
    own: (since) => `Yr hyn a agoroch ers ${since}`,
    everybody: (since) => `Yr hyn a agorodd pobl ers ${since}`,
    total: (count) => `${count} eitem i gyd.`,
    nothing: 'Nid agoroch ddim.',
    nobody: 'Nid agorodd neb ddim.',
    day: 'Diwrnod (UTC)',
    name: 'Enw',
    opened: 'Eitemau a agorwyd',
    referrals: 'Atgyfeiriadau',
    last: 'Agorwyd ddiwethaf',
  },
};
