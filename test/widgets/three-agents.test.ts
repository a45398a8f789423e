import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import '../../packages/widgets/src/incident-list/define.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { KitElement } from '../../packages/widgets/src/base/kit-element.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  button,
  choose,
  find,
  focused,
  press,
  reported,
  says,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';

const people = { grace: 'Grace Okafor', amir: 'Amir Haddad', tomas: 'Tomás Silva' };
const place = document.createElement('main');

/** The same for each of three, each as they are signed in. */
async function three(content: unknown): Promise<KitElement[]> {
  const { endpoint, siteKey } = world;
  render(
    Object.keys(people).map(
      (who) =>
        html`<incident-provider endpoint=${endpoint} site-key=${siteKey} .tokenUrl=${`/token/${who}`}
          >${content}</incident-provider
        >`,
    ),
    place,
  );
  const elements = [...place.querySelectorAll<KitElement>('incident-list, incident-timeline')];
  await until(() => elements.every((each) => each.matches(':state(ready)')), 'all are there');
  return elements;
}

const stands = async (incident: string) =>
  (await someone('grace').call((api) => api.incidents.get.query({ incident }))).incident;

/** Whatever stands in any field. */
const written = (element: KitElement) =>
  all(element, 'textarea').map((each) => (each as HTMLTextAreaElement).value);

describe('three agents at once', () => {
  before(() => document.body.append(place));
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
});
