import { may } from '../../access/index.ts';
import { listReturns, type ReturnLine } from '../../flow/index.ts';
import { codeOfPeriod } from '../../returns/index.ts';
import { type Pages, type Request, signedIn } from '../frame/pages.ts';
import { timesIn } from '../frame/times.ts';
import { areaFor } from '../picture/area.ts';
import { nameOfPeriod } from './period-names.ts';
import { shown } from './shown.ts';
import { nameOfForce } from './upload-pages.ts';

/** Every return that the reader may see, and how far each period has come. */
export const returnListPages: Pages = (app, { store }) => {
  app.get('/returns', async (request, reply) => {
    const person = signedIn(request);
    const { words } = request.visit;
    const times = timesIn(words);
    const { own, lines, periods, isCut } = await listReturns(store, person);
    return reply.page('returns/list.njk', {
      title: words.returns.title,
      area: areaFor(person, words, '/returns'),
      own: own && { key: own, text: words.returns.ownForce(nameOfForce(own)) },
      maySend: may(person, 'send-return'),
      rows: lines.map(lineIn(request)),
      isCut: isCut ? words.returns.isCut(lines.length) : null,
      periods: periods.map((period) => ({
        name: nameOfPeriod(period, words, times),
        code: codeOfPeriod(period),
        answered: words.returns.answeredOf(shown(period.answered), shown(period.asked)),
        due: times.day(period.dueOn),
      })),
    });
  });
};

function lineIn({ visit: { words } }: Request) {
  const times = timesIn(words);
  return (line: ReturnLine) => ({
    id: line.id,
    force: line.force === null ? words.returns.manyForces : nameOfForce(line.force),
    period: nameOfPeriod(line.period, words, times),
    received: times.time(line.uploadedAt),
    ...stateOf(line, words),
  });
}

const TAGS = { proposed: 'govuk-tag--yellow', accepted: 'govuk-tag--green', superseded: 'govuk-tag--grey' };

/** An accepted return none of whose parts counts any more was replaced. */
export function stateOf(
  { state, parts }: Pick<ReturnLine, 'state' | 'parts'>,
  { returns: w }: Request['visit']['words'],
): { state: string; tag: string } {
  const isReplaced =
    state === 'accepted' && parts.length > 0 && parts.every((part) => part.state === 'superseded');
  if (isReplaced) return { state: w.partStates.superseded, tag: TAGS.superseded };
  const tag = state === 'proposed' || state === 'accepted' ? TAGS[state] : 'govuk-tag--grey';
  return { state: w.states[state], tag };
}
