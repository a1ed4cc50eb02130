import { may, type PersonActor } from '../../access/index.ts';
import { type GuidedResult, OVERRIDE_REASONS, type ReviewReason, textIn } from '../../assessment/index.ts';
import type { GuidedPage } from '../../flow/index.ts';
import type { Reader } from '../frame/reader.ts';
import { answerRows } from './check-view.ts';
import { answerLabel, bandName, becauseLines, language } from './guided-view.ts';

/** A finished assessment as it was: answers, band, who decided what. */
export function resultView(page: GuidedPage, person: PersonActor, reader: Reader) {
  const { result, assessment, assessorName } = page;
  const { guided } = reader.words;
  return {
    groups: answerRows(page, reader),
    by: guided.by(assessorName, reader.time(result?.finishedAt ?? assessment.startedAt)),
    decision: result && decisionOf(result, page, reader),
    isSecond: assessment.secondTo !== null,
    isFinished: result !== null,
    reviews: reviewLines(page.reviews, page, reader),
    mayAskSecond: result !== null && assessment.secondTo === null && may(person, 'ask-second-grading'),
  };
}

function decisionOf(
  result: Pick<GuidedResult, 'kind' | 'proposedBand' | 'reasonCode'>,
  page: GuidedPage,
  reader: Reader,
) {
  const { guided } = reader.words;
  if (result.kind === 'accept') return guided.accepted;
  const from = guided.departed(bandName(page.loaded.instrument, result.proposedBand, reader));
  return `${from}: ${reader.term(OVERRIDE_REASONS, result.reasonCode!)}`;
}

/** Why an assessment waits to be looked at again. */
function reviewLines(reasons: readonly ReviewReason[], page: GuidedPage, reader: Reader) {
  return reasons.map(({ item: code, given, now, because }) => {
    const item = page.loaded.instrument.items.find((one) => one.code === code)!;
    return {
      text: reader.words.guided.reviewLine(
        textIn(item.question, language(reader)),
        answerLabel(item, given, reader),
        answerLabel(item, now, reader),
      ),
      because: becauseLines(because, page, reader),
    };
  });
}
