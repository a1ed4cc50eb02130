import { protectedWordIn } from '../../shared/protected-words.ts';
import { isUnknown } from '../cell-values.ts';

// No protected characteristic of a suspect is an input to a score, and neither is what merely names one: columns are
// known by the words of their name, and columns of few values by the words of those. Whoever asks for one is refused it.

/** What the shared list does not hold: other spellings, languages, and the values that indicator columns are named after. */
const WORDS = new Set(
  (
    'sexe geschlecht genders females males women men intersex nonbinary races ethnicities ethno ethnie ' +
    'caucasian hispanic latino latina latinx african asian arab roma gypsy traveller indigenous aboriginal ' +
    'religiosity beliefs muslim islam islamic christian catholic jewish hindu sikh buddhist atheist ' +
    'handicap handicapped nationalities foreigner foreigners immigration migration refugee passport ' +
    'heterosexual lgbt lgbtq pregnant pregnancy gndr gend sexo sesso genero nonwhite hisp raza rasse relig ' +
    'nationalite ethnicite staatsangehorigkeit homme femme hombre mujer frau masculin feminin masculino femenino ' +
    'rhyw rhywedd gwryw benyw ethnigrwydd crefydd anabledd cenedligrwydd'
  ).split(' '),
);
/** By themselves these are colours of skin; in a longer name they may be anything's. */
const ALONE = /^(is )?(non )?(black|white)$/;
const PHRASES =
  /\b(native american|place of birth|born in|born abroad|marital status|personal status|orientation sexual)\b/;

/** "suspectGender", "Race_White", "is-female" as words in lower case. */
function wordsOf(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Za-z])(?=\d)|(\d)(?=[A-Za-z])/g, '$1$2 ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase()
    .trim();
}

/** A child's or victim's characteristic is a harm fact, and not one of the suspect's. */
const OF_A_CHILD = /\b(child|children|childs|victim|victims)\b/;
/** "Sexual communication" is what was done; "sex offender register" what was decided. */
const NOT_A_PERSON =
  /\bsex (offen[cds]\w*|crimes?|acts?)\b|\b(race|sex) against\b|\bmale\s*ware\b|\bforeign (exchange|transfer)\b|\borientation of (the )?(page|image)\b/;

export function isProtected(column: string): boolean {
  const words = wordsOf(column);
  if (OF_A_CHILD.test(words)) return false;
  const rest = words.replace(NOT_A_PERSON, '');
  return (
    protectedWordIn(rest) !== null ||
    PHRASES.test(rest) ||
    ALONE.test(rest.trim()) ||
    rest.split(' ').some((word) => WORDS.has(word))
  );
}

const MOST_VALUES = 40;

/** A column whose values, most of them, name a characteristic ("male single", "Caucasian"), whatever it is called. */
export function holdsProtectedValues(cells: readonly string[]): boolean {
  const values = [...new Set(cells)].filter((cell) => !isUnknown(cell));
  if (values.length < 2 || values.length > MOST_VALUES) return false;
  if (areLettersOfSex(values) || areColoursOfSkin(values)) return true;
  const naming = values.filter(
    (value) => value.length > 1 && !ALONE.test(wordsOf(value)) && isProtected(value),
  );
  return naming.length >= 2 && naming.length * 2 >= values.length;
}

/** "M" and "F", with nothing beside them but what stands for another or for nobody knows. */
function areLettersOfSex(values: readonly string[]): boolean {
  const letters = new Set(values.map((value) => value.toLowerCase()));
  return (
    letters.has('m') &&
    (letters.has('f') || letters.has('w')) &&
    [...letters].every((letter) => SEX_LETTERS.has(letter))
  );
}
const SEX_LETTERS = new Set(['m', 'f', 'w', 'x', 'd', 'o', 'u']);

/** "Black" and "White" where all other values name a group of people too: cars come in red as well. */
function areColoursOfSkin(values: readonly string[]): boolean {
  const words = values.map(wordsOf);
  const others = words.filter((word) => !ALONE.test(word) && !/^(other|mixed)\b/.test(word));
  return (
    words.length - others.length >= 2 && words.some((word) => ALONE.test(word)) && others.every(isProtected)
  );
}
