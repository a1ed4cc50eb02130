/** English. Every sentence these pages show stands here; the Welsh one must have the same keys. */
export const en = {
  signIn: {
    title: 'Sign in',
    closed: 'Ask an administrator for a sign-in link. It works once and for 15 minutes.',
    confirm: 'This link signs you in once.',
    example: 'This is the example bureau. Choose whom to sign in as.',
    asWhom: (name: string) => `as ${name}`,
    name: 'Name',
    role: 'Role',
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  signIn: {
    title: 'Mewngofnodi',
    closed: 'Gofynnwch i weinyddwr am ddolen fewngofnodi. Mae’n gweithio unwaith ac am 15 munud.',
    confirm: 'Mae’r ddolen hon yn eich mewngofnodi unwaith.',
    example: 'Dyma’r swyddfa enghreifftiol. Dewiswch fel pwy i fewngofnodi.',
    asWhom: (name) => `fel ${name}`,
    name: 'Enw',
    role: 'Rôl',
  },
};
