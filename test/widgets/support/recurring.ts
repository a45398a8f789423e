import type { Who } from '../../../stories/support.ts';

const day = 24 * 3_600_000;

type Call = <T>(who: Who | null, procedure: string, input: object) => Promise<T>;

/**
 * Some months of a desk where badge readers fail lately, with a problem of another kind: a known error, with its
 * incidents and the review of one of them.
 * @param goTo sets the clock, milliseconds ago
 */
export async function liveThroughMonths(call: Call, goTo: (ago: number) => void): Promise<void> {
  let reports = 0;
  const report = async (ago: number, title: string): Promise<string> => {
    goTo(ago);
    const { incident } = await call<{ incident: string }>('rosa', 'incidents.report', {
      key: `months-${reports++}-00000000`,
      ...{ title, impact: 'high', urgency: 'high' },
    });
    return incident;
  };
  const resolve = (incident: string, text: string) =>
    call('grace', 'incidents.resolve', { incident, code: 'workaround', text });
  const printers: string[] = [];
  for (const days of [110, 95, 80]) {
    const incident = await report(days * day, 'The label printer prints blank labels');
    printers.push(incident);
    goTo(days * day - day / 4);
    await call('grace', 'incidents.addNote', {
      ...{ incident, text: 'The same roll as last time.', visibility: 'internal' },
    });
    await resolve(incident, 'Turned the roll around.');
  }
  goTo(79 * day);
  await call('grace', 'problems.open', {
    ...{ title: 'Label printers print blank labels', incidents: printers },
    description: 'Since the labels come from another maker, some rolls are wound the other way.',
  });
  await call('amir', 'problems.edit', {
    ...{ problem: 'PRB-1', basedOn: 1, cause: 'The printer heats one side of the label only.' },
    ...{ workaround: 'Turn the roll around.', change: 'https://changes.example/CHG-204' },
  });
  await call('grace', 'problems.open', { title: 'The door of the depot opens by itself' });
  await call('grace', 'reviews.write', {
    ...{ incident: printers[0], basedOn: 0, summary: 'Labels were blank for six hours.' },
    ...{ cause: 'Rolls that are wound the other way.', wentWell: 'It was known within an hour.' },
    actions: [
      { what: 'Ask the maker for the old rolls', owner: { id: 'amir', name: 'Amir' } },
      { what: 'Say so on the printer', due: '2027-01-15', isDone: true },
    ],
  });
  for (let count = 0; count < 8; count += 1) {
    const ago = (20 - 2 * count) * day;
    const incident = await report(ago, `The badge reader of gate ${count + 1} is dead`);
    goTo(ago - day / 8);
    if (count < 6) await resolve(incident, 'Restarted it.');
  }
  goTo(0);
}
