import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import '../../packages/widgets/src/incident-list/define.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import '../../packages/widgets/src/priority-matrix/define.ts';
import type { KitElement } from '../../packages/widgets/src/base/kit-element.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { world } from '../../stories/support.ts';
import { cell, current } from './support/matrix.ts';
import {
  all,
  button,
  choose,
  comesTo,
  endpoint,
  find,
  focused,
  freshServer,
  press,
  reported,
  says,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';

const people = { grace: 'Grace Okafor', amir: 'Amir Haddad', tomas: 'Tomás Silva' };
const admins = { amir: 'Amir Haddad', hannah: 'Hannah Weiss', mei: 'Mei Tanaka' };
const place = document.createElement('main');

/** The same for each of three, each as they are signed in. */
async function three(content: unknown, who: object = people): Promise<KitElement[]> {
  render(
    Object.keys(who).map(
      (who) =>
        html`<incident-provider endpoint=${endpoint} site-key=${world.siteKey} .tokenUrl=${`/token/${who}`}
          >${content}</incident-provider
        >`,
    ),
    place,
  );
  const elements = [
    ...place.querySelectorAll<KitElement>('incident-list, incident-timeline, priority-matrix'),
  ];
  await until(() => elements.every((each) => each.matches(':state(ready)')), 'all are there');
  return elements;
}

const stands = async (incident: string) =>
  (await someone('grace').call((api) => api.incidents.get.query({ incident }))).incident;

/** Whatever stands in any field. */
const written = (element: KitElement) =>
  all(element, 'textarea').map((each) => (each as HTMLTextAreaElement).value);

const textIn = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('three agents at once', () => {
  before(async () => {
    document.body.append(place);
    await freshServer();
  });
  afterEach(() => void render(null, place));
  after(() => place.remove());

  it('resolve one incident: of two who were slower no word is lost, and they see who was faster', async () => {
    const incident = await reported();
    const timelines = await three(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
    );
    const names = Object.values(people);
    for (const [index, timeline] of timelines.entries()) {
      button(timeline, 'Resolve…').click();
      await until(() => all(timeline, '#ask-text').length === 1);
      await choose(timeline, '#ask-choice', 'fixed');
      await type(timeline, '#ask-text', `Mended by ${names[index]}`);
    }
    for (const timeline of timelines) {
      find<HTMLFormElement>(timeline, 'form:has(#ask-text)').requestSubmit();
    }
    await until(async () => (await stands(incident)).resolved !== null);
    const { text } = (await stands(incident)).resolved ?? {};
    for (const [index, timeline] of timelines.entries()) {
      const own = `Mended by ${names[index]}`;
      await says(timeline, String(text));
      if (own === text) continue;
      await until(() => written(timeline).includes(own), 'what they wrote is still there');
      await until(() => all(timeline, '[part=notice], .field-error').length > 0, 'is told why');
    }
  });

  it('resolve the same rows of a queue: each is told which others were faster at', async () => {
    const incidents = [await reported('Stair one'), await reported('Stair two')];
    const lists = await three(html`<incident-list view="queue"></incident-list>`);
    const key = (list: KitElement, name: string) => press(list, focused(list) ?? list, name);
    for (const [index, list] of lists.entries()) {
      const row = (incident: string) => all(list, `.row[data-incident="${incident}"]`)[0];
      await until(() => incidents.every(row), 'are shown');
      for (const incident of incidents) {
        row(incident)?.focus();
        await until(() => all(list, '.said').length > 0, 'can be worked with');
        await key(list, 'x');
      }
      await key(list, 's');
      await until(() => focused(list)?.matches('#ask-write'));
      await type(list, '#ask-write', `By ${Object.values(people)[index]}`);
    }
    for (const list of lists) find<HTMLFormElement>(list, '.ask').requestSubmit();
    const by = new Map<string, string>();
    for (const incident of incidents) {
      await until(async () => (await stands(incident)).resolved !== null);
      by.set(incident, (await stands(incident)).resolved?.text ?? '');
    }
    for (const [index, list] of lists.entries()) {
      const own = `By ${Object.values(people)[index]}`;
      const lost = incidents.filter((incident) => by.get(incident) !== own);
      if (lost.length) await says(list, /refused and stays? selected/);
      const refused = () => all(list, '[role=alert] li b').map((each) => each.textContent);
      await until(() => refused().length === lost.length, 'each is told of theirs');
      expect(refused().sort()).to.deep.equal(lost.sort());
      for (const incident of lost) expect(textOf(list)).to.include(incident);
    }
  });

  it('see who else is here and who writes, whoever was there first, and who has left', async () => {
    const incident = await reported();
    const timelines = await three(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
    );
    const [first, second, third] = timelines as [KitElement, KitElement, KitElement];
    const beside = (timeline: KitElement) => all(timeline, '.beside p').map(textIn);
    const [grace, amir, tomas] = Object.values(people);
    const sees = (timeline: KitElement, ...lines: RegExp[]) =>
      until(() => {
        // All of them are at work.
        dispatchEvent(new Event('pointermove'));
        return (
          beside(timeline).length === lines.length &&
          lines.every((line, index) => line.test(beside(timeline)[index] ?? ''))
        );
      }, `sees ${lines.join()}`);
    const both = (one?: string, other?: string) =>
      new RegExp(`^(${one} and ${other}|${other} and ${one}) are here$`);
    await sees(first, both(amir, tomas));
    await sees(second, both(grace, tomas));
    await sees(third, both(grace, amir));

    await type(second, '#note', 'I look into it');
    third.remove();
    await sees(first, new RegExp(`^${amir} is writing$`));
    await sees(second, new RegExp(`^${grace} is here$`));
  });

  it('of whom one left before it was told that they came: nobody sees them there', async () => {
    const incident = await reported();
    const connected = globalThis.fetch;
    const colleague = () =>
      someone('amir').call((api) => api.incidents.presence.mutate({ incident, doing: 'viewing' }));
    let letThrough = () => {};
    const isLetThrough = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    const held: Promise<Response>[] = [];
    let goodbye: Promise<Response> | undefined;
    globalThis.fetch = (input, init) => {
      const said = String(init?.body);
      const send = () => connected(input, init);
      const answer = said.includes('"viewing"') ? isLetThrough.then(send) : send();
      if (said.includes('"viewing"')) held.push(answer);
      if (said.includes('"gone"')) goodbye = answer;
      return answer;
    };
    try {
      const [timeline] = await three(
        html`<incident-timeline incident=${incident}></incident-timeline>`,
        { grace: '' },
      );
      await until(() => held.length > 0, 'says that they are here');
      timeline?.remove();
      await until(() => goodbye, 'says that they have gone');
      await goodbye;
    } finally {
      globalThis.fetch = connected;
    }
    letThrough();
    await Promise.all(held);
    await until(async () => !(await colleague()).others.length, 'nobody is there');
  });

  it('publish a matrix at once: who was slower is shown both, and loses no words', async () => {
    const matrices = await three(html`<priority-matrix></priority-matrix>`, admins);
    const names = Object.values(admins);
    // None of them out of order, whichever come together.
    const changed = { 'high/low': '2', 'medium/low': '3', 'low/high': '2' };
    const { version } = await current();
    for (const [index, matrix] of matrices.entries()) {
      find(matrix, '.frame').dispatchEvent(new PointerEvent('pointerover'));
      await until(() => all(matrix, '.tools button').length === 2);
      const [place = '', digit = ''] = Object.entries(changed)[index] ?? [];
      await press(matrix, cell(matrix as PriorityMatrix, place), digit);
      await until(() => all(matrix, '#reason').length === 1);
      await type(matrix, '#reason', `Because of ${names[index]}`);
    }
    const publish = (matrix: KitElement) => button(matrix, 'Publish').click();
    for (const matrix of matrices) publish(matrix);
    // One after the other, each on top of what was put in force before; whoever is slower is asked again.
    const left = [...matrices];
    for (let turn = 1; turn <= 3; turn += 1) {
      const faster = () => left.find((each) => !each.matches(':state(dirty)'));
      await until(faster, 'one is in force');
      left.splice(left.indexOf(faster() as KitElement), 1);
      const inForce = await current();
      expect(inForce.version).to.equal(version + turn);
      for (const matrix of left) {
        const own = names[matrices.indexOf(matrix)];
        await comesTo(matrix, 'conflict');
        const sides = () => all(matrix, '.conflict .sides > div').map(textIn);
        await until(() => {
          all(matrix, '[part=notice] button')
            .find((each) => each.textContent?.includes('Compare'))
            ?.click();
          return sides()[0]?.includes(`version ${inForce.version}`);
        }, 'is shown both');
        expect(sides()[0]).to.include(`“${inForce.reason}”`);
        button(matrix, 'Keep mine on top of theirs').click();
        await until(() => all(matrix, '#reason').length === 1);
        expect(find<HTMLInputElement>(matrix, '#reason').value).to.equal(`Because of ${own}`);
      }
      for (const matrix of left) publish(matrix);
    }
    const { cells } = (await current()).matrix;
    expect([cells.high?.low, cells.medium?.low, cells.low?.high]).to.deep.equal(['P2', 'P3', 'P2']);
  });
});
