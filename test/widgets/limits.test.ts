import { expect, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-report/define.ts';
import { solve } from '../../packages/widgets/src/client/proof-of-work.ts';
import type { IncidentReport } from '../../packages/widgets/src/incident-report/incident-report.ts';
import { clear, comesTo, find, next, textOf, type } from './support/stage.ts';

/** What the digest of a text is, by the browser's own. */
async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('a report where others report much', () => {
  let endpoint: string;
  before(async () => {
    endpoint = await (await fetch('/limited')).text();
  });
  afterEach(() => {
    clear();
    sessionStorage.clear();
  });

  it('LIM-13: finds the number behind a digest, however long the salt is', async () => {
    const rest = { algorithm: 'SHA-256', signature: 'signed' };
    for (const length of [
      0, 1, 40, 51, 52, 53, 54, 55, 56, 60, 63, 64, 65, 110, 119, 120, 128, 200,
    ]) {
      const salt = 'ab'.repeat(length).slice(0, length);
      for (const number of [0, 7, 1_234]) {
        const challenge = await digestOf(salt + number);
        const proof = await solve({ ...rest, challenge, salt, maxnumber: 1_500 });
        expect(JSON.parse(atob(proof ?? '')).number, `${length}, ${number}`).to.equal(number);
      }
    }
    const challenge = await digestOf('salt 1501');
    expect(await solve({ ...rest, challenge, salt: 'salt', maxnumber: 1_500 })).to.equal(undefined);
  });

  it('LIM-13: is sent with the work done, and waits until it may be sent, by itself', async () => {
    render(
      html`
        <incident-provider endpoint=${endpoint} site-key="pk_worked">
          <incident-report></incident-report>
        </incident-provider>
      `,
      document.body.appendChild(document.createElement('div')),
    );
    const report = document.querySelector('incident-report') as IncidentReport;
    const send = async (title: string) => {
      await comesTo(report, 'ready');
      await type(report, '#title', title);
      find<HTMLInputElement>(report, '[name=impact][value=medium]').click();
      find<HTMLInputElement>(report, '[name=urgency][value=high]').click();
      await report.updateComplete;
      const submitted = next(report, 'incident-submitted');
      find(report, 'button.primary').click();
      return submitted;
    };
    for (const title of ['The first', 'The second']) {
      expect((await send(title)).detail.incident).to.match(/^INC-/);
      report.reset();
      await report.updateComplete;
    }
    const third = send('The third');
    await comesTo(report, 'waiting');
    await report.updateComplete;
    expect(textOf(report))
      .to.include('More comes from here than is taken at once. It goes on in')
      .and.to.include('Your report is safe and will be sent.');
    expect((await third).detail.incident).to.match(/^INC-/);
    await waitUntil(() => textOf(report).includes('Thank you.'), 'is sent', { timeout: 20_000 });
  });
});
