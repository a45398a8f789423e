import { expect } from '@open-wc/testing';
import { lastDays } from '../../packages/widgets/src/base/last-days.ts';
import { page } from '../../packages/widgets/src/client/settings.ts';

const hour = 3_600_000;
const zones = [
  'Europe/Berlin',
  'Pacific/Auckland',
  'America/New_York',
  'Asia/Kolkata',
  'Africa/Cairo',
];

describe('the last days', () => {
  const { now } = Date;
  afterEach(() => {
    delete page.zones;
    Date.now = now;
  });

  const at = (instant: number, timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
      instant,
    );

  it('are those of the zone in which times are shown, whatever clocks did meanwhile', () => {
    for (const timeZone of zones) {
      page.zones = { en: timeZone };
      for (let month = 0; month < 24; month += 1) {
        const today = Date.UTC(2026, month, 3, 13, 20);
        Date.now = () => today;
        const { from, to } = lastDays('en', 30);
        const said = `${at(from, timeZone)} to ${at(to, timeZone)} in ${timeZone}`;
        const midnight = /00:00:00$/;
        // In Cairo the night of the last Friday in April begins at one.
        if (timeZone !== 'Africa/Cairo') expect(at(from, timeZone), said).to.match(midnight);
        expect(at(to, timeZone), said).to.match(midnight);
        expect(at(to - 1, timeZone).slice(0, 10), said).to.equal(at(today, timeZone).slice(0, 10));
        const days = (to - from) / (24 * hour);
        expect(Math.round(Math.abs(days - 30) * 24), said).to.be.at.most(1);
        expect(at(from, timeZone).slice(0, 10), said).not.to.equal(
          at(from - 1, timeZone).slice(0, 10),
        );
      }
    }
  });

  it('are an hour shorter where clocks went forward', () => {
    page.zones = { en: 'Europe/Berlin' };
    Date.now = () => Date.UTC(2026, 2, 30, 10);
    const { from, to } = lastDays('en', 2);
    expect(new Date(from).toISOString()).to.equal('2026-03-28T23:00:00.000Z');
    expect(to - from).to.equal(47 * hour);
  });
});
