import { MINUTE_MS } from '../screen/times.ts';
import { type CaseWriter, type Person, WORLD_DAYS } from './case.ts';

// Ordinary streams that are paid for.

const ABROAD = ['GB', 'US', 'AU', 'CA', 'DE', 'JP', 'KR'] as const;

/** A creator streams in public, and many tip a little from many countries, some just before it begins. */
export function tippedCreator(write: CaseWriter): void {
  const { dice } = write;
  const creator = write.person(dice.pick(['PH', 'PH', 'GB', 'US']));
  write.signal(write.at(0, 1, creator), creator, 'verified-creator', 0.55);
  const fans = Array.from({ length: dice.int(6, 40) }, () => write.person(dice.pick(ABROAD)));
  for (let day = dice.int(0, 3); day < WORLD_DAYS; day += dice.int(1, 5)) {
    const at = write.at(day, dice.int(18, 23), creator);
    for (const fan of fans.filter(() => dice.chance(0.06)))
      tip(write, at - dice.int(5, 80) * MINUTE_MS, fan, creator);
    const stream = write.stream(at, creator, 'public');
    if (dice.chance(0.02))
      write.frame(at + MINUTE_MS, stream, [{ list: 'memes', meaning: 'meme', distance: 8 }]);
    for (const fan of fans.filter(() => dice.chance(0.3))) {
      const joined = at + dice.int(0, 40) * MINUTE_MS;
      write.view(joined, stream, fan);
      if (dice.chance(0.3)) tip(write, joined + dice.int(1, 30) * MINUTE_MS, fan, creator, stream);
    }
    write.end(at + 100 * MINUTE_MS, stream);
  }
}

function tip(write: CaseWriter, at: number, from: Person, to: Person, stream?: string): void {
  const amount = write.dice.pick([2, 5, 10, 10, 20, 50]);
  write.pay(at, { from, to, amount, method: 'platform-tip', ...(stream === undefined ? {} : { stream }) });
}

/** Teaches by private video: each lesson is paid for, then it begins, and the pupil watches. */
export function onlineTutor(write: CaseWriter): void {
  const { dice } = write;
  const tutor = write.person('PH');
  const pupils = Array.from({ length: dice.int(1, 7) }, () => write.person(dice.pick(ABROAD)));
  for (const pupil of pupils) {
    const everyDays = dice.pick([3, 7, 7]);
    const paysLate = dice.chance(0.25);
    for (let day = dice.int(0, 6); day < WORLD_DAYS; day += everyDays) {
      const lesson = paysLate
        ? write.at(day, dice.int(21, 24), pupil)
        : write.at(day, dice.int(8, 20), tutor);
      const before = dice.chance(0.5) ? dice.int(3, 28) : dice.int(60, 2_000);
      write.pay(lesson - before * MINUTE_MS, {
        from: pupil,
        to: tutor,
        amount: dice.pick([10, 12, 15, 20, 25]),
        method: dice.pick(['person-to-person', 'card']),
        reference: dice.pick(['education', 'none', 'goods-or-services']),
      });
      const stream = write.stream(lesson, tutor, 'private');
      write.view(lesson + dice.int(0, 5) * MINUTE_MS, stream, pupil);
      write.end(lesson + 50 * MINUTE_MS, stream);
    }
  }
}

/** Private shows between adults, where they are lawful: at night, paid first, some hide where they are. */
export function adultShow(write: CaseWriter): void {
  const { dice } = write;
  const performer = write.person(dice.pick(['PH', 'DE', 'US', 'GB']));
  write.signal(write.at(0, 1, performer), performer, 'verified-creator', 0.8);
  const customers = Array.from({ length: dice.int(2, 10) }, () => write.person(dice.pick(ABROAD)));
  for (const customer of customers) {
    write.signal(write.at(0, 3, customer), customer, 'used-anonymiser', 0.3);
    write.signal(write.at(1, 3, customer), customer, 'bought-capture-software', 0.08);
    for (let show = 0; show < dice.int(1, 5); show += 1) {
      const at = write.at(dice.int(0, WORLD_DAYS - 1), dice.int(20, 27), customer);
      write.pay(at, {
        from: customer,
        to: performer,
        amount: dice.pick([20, 30, 50, 100]),
        method: dice.pick(['platform-tip', 'platform-tip', 'virtual-asset']),
      });
      const stream = write.stream(at + dice.int(1, 15) * MINUTE_MS, performer, 'private');
      write.view(at + 16 * MINUTE_MS, stream, customer);
      write.end(at + 50 * MINUTE_MS, stream);
    }
  }
}

/** Sells by live video and ships the goods. */
export function liveSeller(write: CaseWriter): void {
  const { dice } = write;
  const seller = write.person(dice.pick(['PH', 'GB', 'US']));
  write.signal(write.at(0, 1, seller), seller, 'verified-organisation', 0.5);
  const buyers = Array.from({ length: dice.int(3, 25) }, () => write.person(dice.pick([...ABROAD, 'PH'])));
  for (let day = dice.int(0, 5); day < WORLD_DAYS; day += dice.int(2, 7)) {
    const at = write.at(day, dice.int(10, 21), seller);
    const stream = write.stream(at, seller, 'public');
    for (const buyer of buyers.filter(() => dice.chance(0.3))) {
      write.view(at + dice.int(1, 20) * MINUTE_MS, stream, buyer);
      write.pay(at + dice.int(21, 120) * MINUTE_MS, {
        from: buyer,
        to: seller,
        amount: dice.int(5, 120),
        method: 'card',
        reference: dice.pick(['goods-or-services', 'clothing', 'none']),
      });
    }
    write.end(at + 100 * MINUTE_MS, stream);
  }
}
