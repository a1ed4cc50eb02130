import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freezeRelease, newRelease, stepRelease } from '../flow/index.ts';
import { PERIOD_2025, releaseBureau } from '../flow/releases/test-releases.ts';
import { listPublishedFiles } from '../publication/index.ts';
import { Problem } from '../shared/problem.ts';
import { memorySigner } from '../shared/signer.ts';
import { alarmNotifier } from './alarm-notifier.ts';
import { jobHandlers } from './handlers.ts';

test('an edition that no browser could print is out, and its job comes back until there is a PDF', async () => {
  const bureau = await releaseBureau();
  const { store } = bureau.test;
  try {
    const { id } = await newRelease(bureau.source, bureau.one, {
      title: 'Assessment',
      summary: '',
      period: PERIOD_2025,
      template: 'empty',
    });
    await freezeRelease(bureau.source, bureau.one, id);
    await stepRelease(store, bureau.other, { releaseId: id, action: 'publish' });
    const signer = memorySigner();
    const handlerWith = (print: () => Promise<Buffer>) =>
      jobHandlers(store, {
        notifier: alarmNotifier({ baseUrl: 'http://desk.test' }),
        signer,
        publishing: { signer, baseUrl: null, licence: null, contact: null, print },
      }).find(({ kind }) => kind === 'render-publication')!;
    const unprinted = handlerWith(() => Promise.reject(new Problem('print.no-browser')));
    await assert.rejects(unprinted.run([id]), { code: 'print.no-browser' });
    const pdfs = async () =>
      (await listPublishedFiles(store.db, id)).filter(({ name }) => name.endsWith('.pdf')).length;
    assert.equal(await pdfs(), 0);
    await handlerWith(async () => Buffer.from('%PDF-1.7')).run([id]);
    assert.equal(await pdfs(), 2);
  } finally {
    await bureau.test.drop();
  }
});
