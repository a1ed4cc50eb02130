import { DAY_MS, HOUR_MS, MINUTE_MS } from '../screen/times.ts';
import { type CaseWriter, WORLD_DAYS } from './case.ts';

// Ordinary lives whose payments look like the published indicators, each in its own way.

const ABROAD = ['GB', 'US', 'AU', 'CA', 'DE'] as const;

/** Pays relatives: small, even, regular, through the corridor, often after a late shift; some call by private video. */
export function familyRemittance(write: CaseWriter): void {
  const { dice } = write;
  const worker = write.person(dice.pick(ABROAD));
  const relatives = Array.from({ length: dice.int(1, 4) }, () => write.person('PH'));
  const everyDays = dice.pick([3, 7, 7, 14, 30]);
  const lateShift = dice.chance(0.35);
  const callsHere = dice.chance(0.12);
  write.signal(write.at(0, 12, worker), worker, 'used-anonymiser', 0.12);
  write.signal(write.at(2, 12, worker), worker, 'travel-booked', 0.2);
  for (let day = dice.int(0, 6); day < WORLD_DAYS; day += everyDays) {
    const to = dice.pick(relatives);
    const at = write.at(day, lateShift ? dice.int(22, 25) : dice.int(8, 20), worker);
    const reference = dice.pick([
      'family-support',
      'family-support',
      'education',
      'medical',
      'accommodation',
      'none',
    ] as const);
    write.pay(at, { from: worker, to, amount: dice.pick([20, 50, 50, 100, 150, 200, 300]), reference });
    if (!callsHere || !dice.chance(0.4)) continue;
    const stream = write.stream(at + dice.int(2, 90) * MINUTE_MS, to, 'private');
    write.view(at + dice.int(91, 100) * MINUTE_MS, stream, worker);
  }
}

/** Pays a school or hospital, which the firm may have verified. */
export function tuition(write: CaseWriter): void {
  const { dice } = write;
  const parent = write.person(dice.pick(ABROAD));
  const school = write.person('PH');
  write.signal(write.at(0, 1, school), school, 'verified-organisation', 0.7);
  const others = Array.from({ length: dice.int(2, 12) }, () => write.person(dice.pick(ABROAD)));
  for (const payer of [parent, ...others]) {
    for (let day = dice.int(0, 20); day < WORLD_DAYS; day += dice.pick([14, 28])) {
      const reference = dice.pick(['education', 'education', 'medical', 'none'] as const);
      write.pay(write.at(day, dice.int(7, 24), payer), {
        from: payer,
        to: school,
        amount: dice.int(8, 90) * 10,
        reference,
      });
    }
  }
}

/** A young player buys at night, in bursts, from a shop or from another player met days ago. */
export function lateNightGamer(write: CaseWriter): void {
  const { dice } = write;
  const player = write.person(dice.pick(['GB', 'US', 'DE']));
  const shop = write.person(dice.pick(['GB', 'US', 'DE', 'KR', 'PH']));
  write.signal(write.at(0, 1, shop), shop, 'verified-organisation', 0.6);
  write.signal(write.at(0, 2, player), player, dice.pick(['age-under-18', 'age-18-to-24']), 0.6);
  for (let night = 0; night < dice.int(2, 8); night += 1) {
    const at = write.at(dice.int(0, WORLD_DAYS - 2), dice.int(20, 26), player);
    for (let buy = 0; buy < dice.int(1, 5); buy += 1)
      write.pay(at + buy * dice.int(4, 50) * MINUTE_MS, {
        from: player,
        to: shop,
        amount: dice.pick([5, 10, 20, 20, 50]),
        method: dice.pick(['card', 'gift-card', 'person-to-person']),
        reference: dice.pick(['none', 'goods-or-services', 'social-handle']),
      });
  }
}

/** Friends settle what they shared, at a festival: a burst to somebody new, sometimes rising, then nothing. */
export function friendsSettle(write: CaseWriter): void {
  const { dice } = write;
  const home = dice.pick(['GB', 'DE', 'US']);
  const payer = write.person(home);
  const friend = write.person(home);
  write.signal(write.at(0, 2, payer), payer, 'age-18-to-24', 0.5);
  const at = write.at(dice.int(0, WORLD_DAYS - 3), dice.int(12, 23), payer);
  for (let i = 0; i < dice.int(2, 5); i += 1)
    write.pay(at + i * dice.int(15, 300) * MINUTE_MS, {
      from: payer,
      to: friend,
      amount: dice.int(4, 70),
      method: 'person-to-person',
      reference: dice.pick(['none', 'gift', 'other', 'accommodation']),
    });
}

/** Books travel to the receiving side of the corridor and pays hosts and guides there. */
export function traveller(write: CaseWriter): void {
  const { dice } = write;
  const guest = write.person(dice.pick(ABROAD));
  const booked = write.at(dice.int(0, 10), 20, guest);
  write.signal(booked, guest, 'travel-booked');
  write.signal(booked, guest, 'used-anonymiser', 0.2);
  for (let host = 0; host < dice.int(1, 4); host += 1) {
    const to = write.person('PH');
    for (let i = 0; i < dice.int(1, 3); i += 1)
      write.pay(booked + dice.int(1, 25) * DAY_MS + dice.int(0, 10) * HOUR_MS, {
        from: guest,
        to,
        amount: dice.int(2, 30) * 10,
        reference: dice.pick(['accommodation', 'accommodation', 'goods-or-services', 'none']),
      });
  }
}
