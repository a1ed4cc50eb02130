import type { SignOfPeople } from '../../shared/signs-of-people.ts';

// What in a text about figures may name somebody, in both languages.

type SignWords = { names: Record<SignOfPeople, string>; at: (word: string, what: string) => string };

export const SIGNS_EN: SignWords = {
  names: {
    contact: 'an e-mail address or a handle',
    link: 'a link',
    connection: 'the address of a connection or a device',
    record: 'the id of a record',
    birth: 'a date of birth',
    place: 'a postcode',
    number: 'a telephone or account number',
    name: 'somebody’s name',
  },
  at: (word, what) => `Word ${word} reads as ${what}. Texts about figures name nobody: leave it out.`,
};

export const SIGNS_CY: SignWords = {
  names: {
    contact: 'cyfeiriad e-bost neu ddolen cyfrif',
    link: 'dolen',
    connection: 'cyfeiriad cysylltiad neu ddyfais',
    record: 'dynodydd cofnod',
    birth: 'dyddiad geni',
    place: 'cod post',
    number: 'rhif ffôn neu rif cyfrif',
    name: 'enw rhywun',
  },
  at: (word, what) =>
    `Mae gair ${word} yn darllen fel ${what}. Nid yw testunau am ffigurau yn enwi neb: gadewch ef allan.`,
};
