import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import {
  all,
  beginNote,
  button,
  clear,
  find,
  freshServer,
  isAccessible,
  reported,
  says,
  show,
  type,
  until,
} from './support/stage.ts';
import { transferOf } from './support/transfer.ts';

const timeline = (incident: string) =>
  html`<incident-timeline incident=${incident}></incident-timeline>`;

/** A picture of two by one pixels. */
async function picture(): Promise<File> {
  const canvas = new OffscreenCanvas(2, 1);
  canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
  return new File([await canvas.convertToBlob()], 'screen.png', { type: 'image/png' });
}

describe('attachments in <incident-timeline>', () => {
  before(freshServer);
  afterEach(clear);

  it('sends what is dropped, pasted or chosen with the note, and shows it to others', async () => {
    const incident = await reported();
    const rosas = await show<IncidentTimeline>(timeline(incident), 'rosa');
    await beginNote(rosas);
    await until(() => rosas.renderRoot.querySelector('.files input'), 'files may be attached');
    const dropped = transferOf(await picture());
    find(rosas, '.files').dispatchEvent(
      new DragEvent('drop', { dataTransfer: dropped, bubbles: true, composed: true }),
    );
    const pasted = transferOf(new File(['it says 42'], 'log.txt'));
    find(rosas, '#note').dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, composed: true }),
    );
    await until(() => all(rosas, '.files [data-state=ready]').length === 2, 'both have arrived');
    await isAccessible(rosas);
    const input = find<HTMLInputElement>(rosas, '.files input');
    input.files = transferOf(new File(['x'], 'not this.txt')).files;
    input.dispatchEvent(new Event('change'));
    await until(() => all(rosas, '.files [data-state=ready]').length === 3, 'the third is there');
    find(rosas, '[aria-label="Remove not this.txt"]').click();
    await type(rosas, '#note', 'This is what it looks like.');
    button(rosas, 'Send').click();
    await until(() => all(rosas, '.shown-files li').length === 2, 'they are shown');
    expect(all(rosas, '.files li')).to.have.length(0);

    const graces = await show<IncidentTimeline>(timeline(incident), 'grace');
    await says(graces, 'screen.png');
    await says(graces, 'log.txt');
    const shown = () => graces.renderRoot.querySelector<HTMLImageElement>('.shown-files img');
    await until(shown, 'there is a picture');
    // A page that is not in front would not load it yet.
    (shown() as HTMLImageElement).loading = 'eager';
    await until(() => shown()?.complete && shown()?.naturalWidth === 2, 'the picture is there');
    await isAccessible(graces);
  });

  it('says of a file that is empty, too large or refused why, and sends none of it', async () => {
    const incident = await reported();
    const element = await show<IncidentTimeline>(timeline(incident), 'rosa');
    await beginNote(element);
    await until(() => element.renderRoot.querySelector('.files input'), 'files may be attached');
    const drop = (file: File) =>
      find(element, '.files').dispatchEvent(
        new DragEvent('drop', { dataTransfer: transferOf(file), bubbles: true, composed: true }),
      );
    drop(new File([], 'empty.txt'));
    await says(element, 'This file is empty.');
    drop(new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'large.bin'));
    await says(element, 'This file is larger than 10 MB.');
    expect(all(element, '.files li')).to.have.length(0);
    drop(
      new File(
        [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82)],
        'torn.png',
      ),
    );
    await says(element, 'is damaged');
    expect(all(element, '.files [data-state=failed]')).to.have.length(1);
  });

  it('keeps the files of a note while another incident is shown, and until the page is there again', async () => {
    const [incident, other] = [await reported(), await reported()];
    const element = await show<IncidentTimeline>(timeline(incident), 'rosa');
    await beginNote(element);
    await until(() => element.renderRoot.querySelector('.files input'), 'files may be attached');
    find(element, '.files').dispatchEvent(
      new DragEvent('drop', {
        dataTransfer: transferOf(new File(['it says 42'], 'log.txt')),
        bubbles: true,
        composed: true,
      }),
    );
    await until(() => all(element, '.files [data-state=ready]').length === 1, 'it has arrived');
    element.incident = other;
    await until(
      () => element.renderRoot.querySelector('.files input') && !all(element, '.files li').length,
      'the other has none',
    );
    element.incident = incident;
    await until(() => all(element, '.files [data-state=ready]').length === 1, 'it is there again');
    clear();
    const anew = await show<IncidentTimeline>(timeline(incident), 'rosa');
    await until(() => all(anew, '.files [data-state=ready]').length === 1, 'it was kept');
    // What one person attached is not another's.
    const graces = await show<IncidentTimeline>(timeline(incident), 'grace');
    await until(() => graces.renderRoot.querySelector('.files input'), 'files may be attached');
    expect(all(graces, '.files li')).to.be.empty;
    const again = await show<IncidentTimeline>(timeline(incident), 'rosa');
    await until(() => all(again, '.files [data-state=ready]').length === 1, 'it was kept');
    await type(again, '#note', 'Here it is.');
    button(again, 'Send').click();
    await until(() => all(again, '.shown-files li').length === 1, 'it is shown');
    clear();
    const sent = await show<IncidentTimeline>(timeline(incident), 'rosa');
    await until(() => sent.renderRoot.querySelector('.files input'), 'files may be attached');
    expect(all(sent, '.files li')).to.be.empty;
  });
});
