// No protected characteristic of a suspect is an input to a score, whoever writes the score. This is the one list of
// words that give one away. Source: Equality Act 2010 section 4; Data Protection Act 2018 section 35(8).

const WORDS =
  /\b(sex|gender|female|male|woman|man|race|racial|ethnic|ethnicity|religion|religious|faith|belief|disability|disabilities|disabled|nationality|citizenship|citizen|immigrant|migrant|asylum|foreign|native language|mother tongue|sexuality|sexual orientation|homosexual|gay|lesbian|bisexual|transgender|native country|country of birth|country of origin|birthplace|skin colour|skin color)\b/;

/** The word in a name or sentence that stands for a protected characteristic; null where there is none. */
export function protectedWordIn(text: string): string | null {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  return WORDS.exec(words)?.[1] ?? null;
}
