import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/alert-sources/define.ts';
import type { AlertSources } from '../../packages/widgets/src/alert-sources/alert-sources.ts';
import { setupText } from '../../packages/widgets/src/alert-sources/setup-text.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import { render } from 'lit';
import { secretOfSources } from './support/monitored-facts.ts';
import {
  all,
  button,
  clear,
  endpoint,
  find,
  focused,
  monitoredServer,
  says,
  show,
  textOf,
  type,
  unplug,
  until,
} from './support/stage.ts';

const sources = (source: string) => html`<alert-sources source=${source}></alert-sources>`;
const deliveries = (element: AlertSources) => all(element, '.delivery');
const setTo = async (source: string) => {
  const element = await show<AlertSources>(sources(source), 'amir');
  await until(() => all(element, '.detail .actions').length > 0, 'the source is open');
  return element;
};

/** As a source sends it. */
async function deliver(source: string, body: string): Promise<void> {
  await fetch(`${endpoint}/intake/${source}/${secretOfSources}`, {
    method: 'POST',
    body,
    mode: 'no-cors',
  });
}

describe('<alert-sources>', () => {
  before(monitoredServer);
  afterEach(clear);

  it('SIG-29: shows each source with how it does', async () => {
    const element = await show<AlertSources>(html`<alert-sources></alert-sources>`, 'amir');
    const states = Object.fromEntries(
      all(element, '.source').map((each) => [
        each.querySelector('h3')?.textContent?.trim(),
        each.querySelector('.state')?.textContent?.trim(),
      ]),
    );
    expect(states).to.deep.equal({
      checks: 'Last delivery refused',
      grafana: 'Nothing received yet',
      metrics: 'Receiving',
      prometheus: 'Receiving',
      'old-nagios': 'Switched off',
    });
    expect(all(element, '.detail')).to.be.empty;
  });

  it('opens a source, says where it sends to without its secret, and closes it', async () => {
    const element = await show<AlertSources>(html`<alert-sources></alert-sources>`, 'amir');
    button(element, 'prometheus').click();
    await until(() => all(element, '#address').length > 0, 'it is open');
    const address = find<HTMLInputElement>(element, '#address').value;
    expect(address).to.match(/\/intake\/prometheus\/SECRET$/);
    expect(button(element, 'prometheus').ariaExpanded).to.equal('true');
    expect(textOf(element)).not.to.include(secretOfSources);
    button(element, 'prometheus').click();
    await element.updateComplete;
    expect(all(element, '.detail')).to.be.empty;
  });

  it('SIG-29: shows a delivery as it came, and what was made of it', async () => {
    const element = await setTo('prometheus');
    await until(() => deliveries(element).length > 0, 'the delivery is there');
    expect(deliveries(element)[0]?.textContent).to.include('2 alerts, 1 without a usable key');
    find(element, '.delivery .opener').click();
    await until(() => all(element, '.whole .signals .said').length > 0, 'it is read');
    const said = textOf(element);
    expect(said).to.include('Mail waits').and.include('names no alert');
    expect(find(element, '.whole pre:last-of-type').textContent).to.include('"fingerprint":"aa"');
  });

  it('says why a delivery was refused', async () => {
    const element = await setTo('checks');
    await until(() => deliveries(element).length > 0, 'the delivery is there');
    expect(find(element, '.delivery .made').textContent).to.include('Refused');
    expect(find(element, '.delivery .why').textContent).to.include('Why: ');
  });

  it('SIG-29: tries another mapping on what came, and changes nothing', async () => {
    const element = await setTo('checks');
    await until(() => deliveries(element).length > 0, 'the delivery is there');
    button(element, 'Try other options').click();
    await until(() => focused(element)?.id === 'try-options', 'the form is there');
    await type(element, '#try-options', 'host');
    find(element, '.try [type=submit]').click();
    await says(element, 'That is not a JSON object.');
    const mapping = "{ 'key': host, 'state': ok ? 'resolved' : 'firing', 'title': what }";
    await type(element, '#try-options', JSON.stringify({ mapping }));
    find(element, '.try [type=submit]').click();
    await says(element, '1 delivery would be 1 different alert.');
    expect(find(element, '.tried .key').textContent).to.equal('web-1');
    await type(element, '#try-key', '{severity}');
    find(element, '.try [type=submit]').click();
    await until(() => all(element, '.tried .notice.danger').length > 0, 'it is refused');
    find(element, '.try .plain').click();
    await until(() => all(element, '.try').length === 0, 'it is closed');
    expect(focused(element)?.className).to.equal('trier');
  });

  it('SIG-29: sends a test, says what it would be, and shows it among the deliveries', async () => {
    const element = await setTo('grafana');
    await says(element, 'No delivery is kept.');
    button(element, 'Send a test').click();
    await says(element, 'The test was received.');
    await until(() => deliveries(element).length === 1, 'it is among the deliveries');
    expect(find(element, '.delivery .is-test').textContent).to.equal('Test');
    expect(textOf(element)).to.include('Less than 5 % of the disk are left');
  });

  it('shows what came since when it is read again, page by page what is older, each once', async () => {
    const element = await setTo('prometheus');
    await until(() => deliveries(element).length === 1, 'the delivery is there');
    for (let each = 0; each < 12; each += 1) await deliver('prometheus', '{"alerts":[]}');
    button(element, 'Refresh').click();
    await until(() => deliveries(element).length >= 9, 'they are there');
    while (all(element, '.detail > button:last-child').length > 0) {
      const before = deliveries(element).length;
      button(element, 'Show older deliveries').click();
      await until(() => deliveries(element).length > before, 'there are more');
    }
    expect(deliveries(element)).to.have.length(13);
  });

  it('shows what it has while the server is out of reach', async () => {
    const element = await setTo('prometheus');
    const plug = unplug();
    try {
      button(element, 'Refresh').click();
      await says(element, 'There is no connection to the server.');
      expect(all(element, '.source')).to.have.length(5);
    } finally {
      plug();
    }
  });

  it('is not for the desk, and sends nothing where the page only shows', async () => {
    const refused = await show<AlertSources>(sources('prometheus'), 'grace', 'error');
    expect(textOf(refused)).not.to.include('prometheus');
    const element = await show<AlertSources>(
      html`<alert-sources source="prometheus" readonly></alert-sources>`,
      'amir',
    );
    await until(() => all(element, '.trier').length > 0, 'the source is open');
    expect(textOf(element)).not.to.include('Send a test');
  });
});

describe('how a source is set up', () => {
  it('is drawn with its lists, code and links', () => {
    const place = document.createElement('div');
    const text =
      'Do **this**:\n\n- open `x`\n  and go on\n- [there](https://a.example)\n\n```json\n{ "a": 1 }\n```\n';
    render(setupText(text), place);
    expect(place.querySelector('b')?.textContent).to.equal('this');
    expect([...place.querySelectorAll('li')].map((each) => each.textContent)).to.deep.equal([
      'open x and go on',
      'there',
    ]);
    expect(place.querySelector('a')?.href).to.equal('https://a.example/');
    expect(place.querySelector('pre')?.textContent).to.equal('{ "a": 1 }');
  });

  it('makes no link of what is no address of the web', () => {
    const place = document.createElement('div');
    render(setupText('[x](javascript:alert(1)) <img src=x>'), place);
    expect(place.querySelector('a, img')).to.be.null;
  });
});
