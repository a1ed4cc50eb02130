import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { Dice } from '../../src/shared/dice.ts';

export type CensusTables = { census: string; security: string };

type Person = {
  given: string;
  middle: string;
  family: string;
  born: string;
  simulant: string;
};

/** Share of the census' rows that each slip befalls. Chosen: several times what pseudopeople adds by default (1 %). */
const SLIPS = {
  nickname: 0.08,
  givenMistyped: 0.06,
  familyMistyped: 0.06,
  familyChanged: 0.03,
  ocr: 0.02,
  givenUnknown: 0.02,
  bornUnknown: 0.03,
  bornMistyped: 0.05,
  dayAndMonthExchanged: 0.02,
  middleUnknown: 0.15,
  namesExchanged: 0.01,
};

/** The census of 2020 with added noise, and the register of social security without: the truth is `simulant_id`. */
export async function writeCensusTables(source: string, folder: string, seed: number): Promise<CensusTables> {
  const people = (table: string, where: string, middle: string) =>
    ask(
      `select first_name as given, ${middle} as middle, last_name as family, date_of_birth::date::varchar as born,
        simulant_id as simulant from read_parquet('${path.join(source, table)}') where ${where}`,
    );
  const noise = new Noise(source, new Dice(seed));
  const census = (await people('decennial_census.parquet', 'year = 2020', 'middle_initial')).map((one) =>
    noise.slip(one),
  );
  const security = await people('social_security.parquet', "event_type = 'creation'", 'left(middle_name, 1)');
  const tables = { census: path.join(folder, 'census.csv'), security: path.join(folder, 'security.csv') };
  writeFileSync(tables.census, asCsv(census, 'C'));
  writeFileSync(tables.security, asCsv(security, 'S'));
  return tables;
}

async function ask(sql: string): Promise<Person[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS() as Person[];
  connection.closeSync();
  instance.closeSync();
  return rows.map((row) => ({ ...row, middle: row.middle ?? '', born: row.born ?? '' }));
}

function asCsv(people: readonly Person[], letter: string): string {
  const lines = people.map(
    ({ given, middle, family, born, simulant }, i) =>
      `${letter}${i},${given ?? ''},${middle},${family ?? ''},${born},${simulant}`,
  );
  return ['record_id,first_name,middle_initial,last_name,date_of_birth,simulant_id', ...lines, ''].join('\n');
}

class Noise {
  readonly #dice: Dice;
  readonly #nicknames: Map<string, string[]>;
  readonly #ocr: [string, string][];
  #lastFamily = '';

  constructor(source: string, dice: Dice) {
    const lines = (file: string) =>
      readFileSync(path.join(source, file), 'utf8')
        .split(/\r?\n/)
        .filter((line) => line && !line.startsWith('#'));
    this.#dice = dice;
    this.#nicknames = new Map(
      lines('nicknames.csv').map((line) => {
        const [name = '', ...others] = line.split(',').map((cell) => cell.trim());
        return [name, others.filter(Boolean)];
      }),
    );
    this.#ocr = lines('ocr_errors.csv').map((line) => line.split(',').slice(0, 2) as [string, string]);
  }

  slip(person: Person): Person {
    const dice = this.#dice;
    const named = this.#slipNames(person);
    const born = this.#slipBorn(person.born);
    const middle = dice.chance(SLIPS.middleUnknown) ? '' : person.middle;
    return dice.chance(SLIPS.namesExchanged)
      ? { ...named, given: named.family, family: named.given, born, middle }
      : { ...named, born, middle };
  }

  #slipNames(person: Person): Person {
    const dice = this.#dice;
    const others = this.#nicknames.get(person.given.toLowerCase()) ?? [];
    let given = others.length > 0 && dice.chance(SLIPS.nickname) ? dice.pick(others) : person.given;
    if (dice.chance(SLIPS.givenMistyped)) given = this.#mistype(given);
    if (dice.chance(SLIPS.givenUnknown)) given = '';
    let family = dice.chance(SLIPS.familyChanged) ? this.#lastFamily : person.family;
    this.#lastFamily = person.family;
    if (dice.chance(SLIPS.familyMistyped)) family = this.#mistype(family);
    if (dice.chance(SLIPS.ocr)) family = this.#misread(family);
    return { ...person, given, family };
  }

  #slipBorn(born: string): string {
    const dice = this.#dice;
    if (born === '' || dice.chance(SLIPS.bornUnknown)) return '';
    const [year = '', month = '', day = ''] = born.split('-');
    if (dice.chance(SLIPS.dayAndMonthExchanged) && Number(day) <= 12) return `${year}-${day}-${month}`;
    if (!dice.chance(SLIPS.bornMistyped)) return born;
    const pad = (value: number) => String(value).padStart(2, '0');
    return dice.pick([
      `${Number(year) + dice.pick([-10, -1, 1, 2])}-${month}-${day}`,
      `${year}-${pad(dice.int(1, 12))}-${day}`,
      `${year}-${month}-${pad(dice.int(1, 28))}`,
    ]);
  }

  #mistype(text: string): string {
    if (text.length < 3) return text;
    const dice = this.#dice;
    const at = dice.int(0, text.length - 2);
    const letter = 'abcdefghijklmnopqrstuvwxyz'[dice.int(0, 25)]!;
    return dice.pick([
      text.slice(0, at) + text.slice(at + 1),
      text.slice(0, at) + letter + text.slice(at),
      text.slice(0, at) + letter + text.slice(at + 1),
      text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
    ]);
  }

  #misread(text: string): string {
    const [seen, read] = this.#dice.pick(this.#ocr);
    return text.toLowerCase().includes(seen)
      ? text.toLowerCase().replace(seen, read)
      : text.replace('l', '1');
  }
}
