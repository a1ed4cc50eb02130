import type { FastifyInstance } from 'fastify';
import { hostsOn } from '../../dissemination/index.ts';
import { draftRemoval, type RemovableAddress, readRemovable, removalsAbout } from '../../flow/index.ts';
import { findReferral, foldedMembers, formatNumber, referralHeader } from '../../referral/index.ts';
import { type Again, errorsOf, formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { readerOf } from '../frame/reader.ts';
import type { Words } from '../words.ts';
import { stateTag } from './notice-view.ts';

type One = { Params: { number: string } };

/** A new notice, from the addresses that a referral names. */
export function addDraftPages(app: FastifyInstance, desk: Desk): void {
  const { store } = desk;
  app.get<One>('/referrals/:number/removal', (request, reply) => showDraft(desk, request, reply));

  app.post<One>('/referrals/:number/removal', async (request, reply) => {
    const { fault } = request.visit.words.removal;
    const typed = formFrom(request.body);
    const keys = keysIn(request.body);
    const referralId = await findReferral(store.db, request.params.number);
    const errors =
      keys.length === 0
        ? [formError('address', fault.address)]
        : await errorsOf(
            async () => {
              const drafted = await draftRemoval(store, signedIn(request), {
                referralId,
                keys,
                allHashes: typed['allHashes'] === 'yes',
                ...(typed['host'] && { hostId: typed['host'] }),
              });
              const only = drafted.length === 1 ? `/removals/${drafted[0]!.reference}` : null;
              reply.redirect(only ?? `/referrals/${request.params.number}/removal`, 303);
            },
            {
              'dissemination.no-host': formError('host', fault.noHost),
              'dissemination.unknown-host': formError('host', fault.noHost),
              'dissemination.no-address-chosen': formError('address', fault.address),
            },
          );
    return errors.length === 0
      ? reply
      : showDraft(desk, request, reply.code(422), { errors, typed, chosen: keys });
  });
}

/** One box ticked comes as text, several as a list. */
function keysIn(body: unknown): string[] {
  const sent = (body as { address?: string | string[] } | null)?.address ?? [];
  return [sent].flat().filter((key) => typeof key === 'string');
}

type AgainWith = Again & { chosen?: readonly string[] };

async function showDraft(desk: Desk, request: Request, reply: Reply, again: AgainWith = {}): Promise<Reply> {
  const { store } = desk;
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { removal } = reader.words;
  const referralId = await findReferral(store.db, (request.params as One['Params']).number);
  const addresses = await readRemovable(store, person, referralId);
  const number = formatNumber((await referralHeader(store.db, referralId)).number);
  const reports = [referralId, ...(await foldedMembers(store.db, referralId))];
  const notices = await removalsAbout(store, person, reports);
  const hosts = (await hostsOn(store.db, reader.now)).filter(({ kind }) => kind === 'host');
  return reply.page('removal/draft.njk', {
    title: removal.draftTitle,
    number,
    addresses: addresses.map((line, i) => ({
      value: line.key,
      text: `${removal.address(i + 1)}: ${line.label}`,
      hint: { text: hintOf(line, reader.words) },
      checked: again.chosen ? again.chosen.includes(line.key) : addresses.length === 1,
    })),
    hosts: hosts.map(({ id, name }) => ({ value: id, text: name })),
    notices: notices.map((notice) => ({
      reference: notice.reference,
      host: notice.host,
      state: stateTag(notice.state, reader),
    })),
    ...formValues(again),
  });
}

function hintOf({ host, files, notice }: RemovableAddress, { removal }: Words): string {
  return [
    host ? removal.lineHost(host.name) : removal.lineNoHost,
    ...(files > 0 ? [removal.lineFiles(files)] : []),
    ...(notice ? [removal.lineNotice(notice.reference)] : []),
  ].join(' · ');
}
