/**
 * Fills an empty kit with three days at Veldmoor. Everything is said through the same API that the
 * pages use, by people with signed tokens; only the clock is set to when they say it.
 */
import { randomUUID } from 'node:crypto';
import { type AppRouter, createIncidentKit, type IncidentKitOptions } from '@incident-kit/server';
import type { ChosenResolution } from '@incident-kit/server/domain';
import { createTRPCClient, httpLink } from '@trpc/client';
import { signToken } from './host.ts';
import { amir, grace, hannah, jonas, mei, oluwaseun, type Person, rosa, tomas } from './people.ts';

const minute = 60_000;
const hour = 60 * minute;

type Level = 'high' | 'medium' | 'low';

interface Story {
  by: Person;
  /** Hours before now. */
  ago: number;
  title: string;
  description: string;
  service: string;
  category: string;
  impact: Level;
  urgency: Level;
  /** What happened next, each so many minutes after the report. */
  next: Step[];
}

type Step = { after: number; by: Person } & (
  | { do: 'acknowledge' }
  | { do: 'note'; text: string; internal?: boolean }
  | { do: 'resolve'; code: ChosenResolution; text: string }
  | { do: 'assign'; assignee: Person }
  | { do: 'hold'; to: string; reason: string }
  | { do: 'resume' }
  | { do: 'escalate'; team: string; reason: string }
  | { do: 'confirm'; fixed: true }
  | { do: 'confirm'; fixed: false; text: string }
);

const acknowledge = (by: Person, after: number): Step => ({ by, after, do: 'acknowledge' });
const say = (by: Person, after: number, text: string): Step => ({ by, after, do: 'note', text });
const among = (by: Person, after: number, text: string): Step => ({
  by,
  after,
  do: 'note',
  text,
  internal: true,
});
const resolve = (by: Person, after: number, code: ChosenResolution, text: string): Step => ({
  by,
  after,
  do: 'resolve',
  code,
  text,
});

const assign = (by: Person, after: number, assignee: Person): Step => ({
  by,
  after,
  do: 'assign',
  assignee,
});
const hold = (by: Person, after: number, to: string, reason: string): Step => ({
  by,
  after,
  do: 'hold',
  to,
  reason,
});
const resume = (by: Person, after: number): Step => ({ by, after, do: 'resume' });
const escalate = (by: Person, after: number, team: string, reason: string): Step => ({
  by,
  after,
  do: 'escalate',
  team,
  reason,
});
const isFixed = (by: Person, after: number): Step => ({ by, after, do: 'confirm', fixed: true });
const isNotFixed = (by: Person, after: number, text: string): Step => ({
  by,
  after,
  do: 'confirm',
  fixed: false,
  text,
});

const stories: Story[] = [
  {
    by: oluwaseun,
    ago: 71,
    title: 'Scanners in hall B do not find the Wi-Fi',
    description:
      'Since the change of shift none of the handheld scanners in hall B connects. Hall A is fine. We write the lists by hand.',
    service: 'warehouse',
    category: 'outage',
    impact: 'medium',
    urgency: 'high',
    next: [
      acknowledge(tomas, 9),
      among(
        tomas,
        26,
        'Both access points in hall B lost power. Facilities switched a breaker last night.',
      ),
      say(
        tomas,
        31,
        'We found the cause: the access points have no power. An electrician is on the way.',
      ),
      resolve(
        tomas,
        94,
        'fixed',
        'Power is back and the access points are up. Twelve of twelve scanners connect again.',
      ),
      isFixed(oluwaseun, 110),
    ],
  },
  {
    by: hannah,
    ago: 66,
    title: 'Password expired while I was on leave',
    description: 'I came back today and cannot sign in. The page says my password has expired.',
    service: 'sign-in',
    category: 'access',
    impact: 'low',
    urgency: 'high',
    next: [
      acknowledge(grace, 22),
      resolve(
        grace,
        35,
        'user-guidance',
        'We sent a link to your phone with which you can set a new password.',
      ),
    ],
  },
  {
    by: mei,
    ago: 52,
    title: 'Order tracking shows yesterday’s state',
    description:
      'Customers ask why parcels that arrived are still shown as “on the way”. It looks as if nothing was updated since last night.',
    service: 'order-tracking',
    category: 'degraded',
    impact: 'high',
    urgency: 'medium',
    next: [
      acknowledge(grace, 18),
      among(
        grace,
        40,
        'The nightly import stopped at a file with a broken line. Asked the carrier for a new one.',
      ),
      say(
        grace,
        47,
        'The carrier’s data did not arrive whole last night. We have asked for it again.',
      ),
      say(mei, 130, 'Thank you. We put a notice on the contact page for the time being.'),
      resolve(
        grace,
        655,
        'third-party',
        'The carrier sent the data again and tracking is up to date. It took longer than we promised; the import now skips broken lines and tells us.',
      ),
    ],
  },
  {
    by: rosa,
    ago: 47,
    title: 'Second monitor stays black after the update',
    description:
      'After last night’s update my second monitor is no longer recognised. One is enough for now, but slow.',
    service: 'laptop',
    category: 'degraded',
    impact: 'low',
    urgency: 'medium',
    next: [
      acknowledge(tomas, 140),
      say(
        tomas,
        141,
        'Could you try the other port of the dock, the one next to the network cable?',
      ),
      say(rosa, 178, 'That worked! Both are on.'),
      resolve(
        tomas,
        190,
        'workaround',
        'The other port of the dock works. A corrected driver comes with the next update.',
      ),
      isNotFixed(rosa, 260, 'It went black again when I closed the lid.'),
      say(tomas, 275, 'Then we change the dock. A new one is at your desk tomorrow.'),
      resolve(tomas, 1430, 'fixed', 'The dock was replaced, and both monitors survive the lid.'),
      isFixed(rosa, 1500),
    ],
  },
  {
    by: jonas,
    ago: 44,
    title: 'Partner API answers 502 every few minutes',
    description:
      'Two partners have reported errors for half an hour. Our own probe sees roughly one failing request in fifty.\n\nExample: https://partners.veldmoor.example/v2/orders',
    service: 'partner-api',
    category: 'degraded',
    impact: 'high',
    urgency: 'high',
    next: [
      acknowledge(grace, 6),
      among(
        grace,
        15,
        'One of four instances restarts in a loop, memory limit. Taken out of the pool.',
      ),
      assign(grace, 16, grace),
      say(
        grace,
        17,
        'We took a faulty instance out. Errors have stopped; we keep looking for the cause.',
      ),
      resolve(
        grace,
        172,
        'fixed',
        'A cache grew without bounds since the last release. Corrected and deployed to all instances.',
      ),
    ],
  },
  {
    by: hannah,
    ago: 29,
    title: 'Strange e-mail asks me to confirm my salary account',
    description:
      'Sender looks like HR, the link does not. I did not click. Two colleagues got it as well.',
    service: 'email',
    category: 'security',
    impact: 'medium',
    urgency: 'medium',
    next: [
      acknowledge(amir, 25),
      say(
        amir,
        26,
        'Well spotted, and thank you for not clicking. We are removing it from all mailboxes.',
      ),
      among(
        amir,
        44,
        '41 mailboxes, 3 clicks, no password entered according to the proxy. Sender blocked.',
      ),
      resolve(
        amir,
        122,
        'fixed',
        'Removed from every mailbox and the sender is blocked. Nobody entered anything.',
      ),
    ],
  },
  {
    by: oluwaseun,
    ago: 25.5,
    title: 'Label printer at gate 3 prints half a label',
    description:
      'Every second label is cut off in the middle. We use the printer at gate 2 meanwhile.',
    service: 'warehouse',
    category: 'degraded',
    impact: 'low',
    urgency: 'high',
    next: [
      acknowledge(tomas, 65),
      say(tomas, 66, 'We bring a spare print head tomorrow morning.'),
      among(tomas, 700, 'Spare head did not fit (older model). Ordered, arrives Wednesday.'),
      hold(tomas, 701, 'waiting-vendor', 'The print head arrives on Wednesday.'),
    ],
  },
  {
    by: mei,
    ago: 21,
    title: 'Shared calendar of the sales team is gone',
    description:
      'The calendar “Sales, visits” has disappeared for all eleven of us. It was there on Friday.',
    service: 'email',
    category: 'outage',
    impact: 'medium',
    urgency: 'medium',
    next: [
      acknowledge(grace, 50),
      say(
        grace,
        55,
        'It belonged to an account that was closed on Friday. We are restoring it under the team’s name.',
      ),
      among(grace, 90, 'Restore is queued with the provider, ticket is in the shared folder.'),
    ],
  },
  {
    by: jonas,
    ago: 9.4,
    title: 'Wi-Fi on the second floor drops in meetings',
    description: 'Calls break off every ten minutes or so in the rooms along the courtyard.',
    service: 'network',
    category: 'degraded',
    impact: 'medium',
    urgency: 'high',
    next: [
      acknowledge(tomas, 48),
      say(
        tomas,
        52,
        'We see it in the logs: two access points fight over one channel. A change is planned for after hours.',
      ),
      hold(tomas, 53, 'waiting-change', 'Channel change CHG-118, after hours.'),
      say(jonas, 205, 'After hours is fine, but please not on Thursday: the board meets up there.'),
      resume(tomas, 420),
    ],
  },
  {
    by: rosa,
    ago: 6.6,
    title: 'Expense form does not accept receipts as PDF',
    description: 'It says “unsupported file” for every PDF since the last update. Photos work.',
    service: 'finance',
    category: 'degraded',
    impact: 'medium',
    urgency: 'low',
    next: [
      acknowledge(grace, 34),
      say(grace, 36, 'Thank you, we can see it too. The supplier knows and works on it.'),
      say(rosa, 51, 'Good. Quarter close is in nine days, so this week would help a lot.'),
      among(grace, 160, 'Supplier says a fix is in testing. Ask again tomorrow.'),
      hold(grace, 161, 'waiting-vendor', 'The supplier tests a fix.'),
    ],
  },
  {
    by: hannah,
    ago: 3.2,
    title: 'Checkout refuses some cards',
    description:
      'Customers write that the payment page says “try again later” with certain cards. About one in ten orders, for an hour or so.',
    service: 'web-shop',
    category: 'degraded',
    impact: 'high',
    urgency: 'high',
    next: [
      acknowledge(grace, 7),
      say(grace, 12, 'We are on it together with the payment provider.'),
      escalate(grace, 30, 'service-desk', 'Customers write in. Please answer them from the desk.'),
      escalate(grace, 38, 'platform', 'The cause is in the checkout after all.'),
      among(
        grace,
        41,
        'Only cards that need the extra confirmation step. Provider changed a certificate an hour before.',
      ),
      say(
        grace,
        70,
        'The cause is known: a certificate at the payment provider. They expect to have it corrected within the hour.',
      ),
    ],
  },
  {
    by: mei,
    ago: 2.1,
    title: 'New colleague cannot open the customer files',
    description:
      'Piotr started today and gets “no access” on the shared drive. He has the same role as me.',
    service: 'laptop',
    category: 'access',
    impact: 'low',
    urgency: 'high',
    next: [],
  },
  {
    by: oluwaseun,
    ago: 0.75,
    title: 'Web shop shows prices without tax',
    description:
      'On the pages of the new series the price is shown without tax. In the basket it is right.',
    service: 'web-shop',
    category: 'degraded',
    impact: 'high',
    urgency: 'medium',
    next: [
      acknowledge(tomas, 11),
      among(tomas, 20, 'Template of the new series only. Correction is being reviewed.'),
    ],
  },
  {
    by: rosa,
    ago: 0.2,
    title: 'Laptop fan is loud all the time',
    description: 'Nothing urgent. It is warm on the left side and does not get quiet any more.',
    service: 'laptop',
    category: 'question',
    impact: 'low',
    urgency: 'low',
    next: [],
  },
];

/** What has helped before. */
const articles = [
  {
    title: 'The Wi-Fi drops in building C',
    body:
      'The access points of building C were replaced in October. Laptops that knew the old ones keep looking for them.\n\n' +
      '## What helps\n\n1. Open the Wi-Fi settings\n2. Forget **Veldmoor-Old**\n3. Join **Veldmoor** again',
    service: 'network',
  },
  {
    title: 'Signing in after a new phone',
    body:
      'The second factor lives in the old phone.\n\n## What helps\n\n' +
      '- With the old phone at hand: move the authenticator in its settings\n- Without it: report it below, and the desk sends a code to your manager',
    service: 'accounts',
  },
  {
    title: 'A printer says that it is offline',
    body: 'Press the green button for three seconds. If the light stays red, report it with the number on its label.',
    service: 'laptop',
  },
];

export interface SeedOptions {
  databaseUrl: string;
  site: { key: string; name: string; origins: string[]; secret: string };
  publicUrl: string;
  configuration: IncidentKitOptions['configuration'];
  /** When it is now, epoch milliseconds; the stories end shortly before. */
  now?: number;
}

/** Makes the demo's incidents, oldest first. The kit must not be running on the same database. */
export async function seed(options: SeedOptions): Promise<void> {
  const { site, databaseUrl, publicUrl, configuration } = options;
  const end = options.now ?? Date.now();
  // The log's time never runs backwards, so it begins before the first story.
  let clock = end - Math.max(...stories.map((story) => story.ago)) * hour;
  const kit = await createIncidentKit({
    database: databaseUrl,
    publicUrl,
    configuration,
    sites: [{ ...site, highestRole: 'admin', anonymous: { report: true, badges: true } }],
    // A desk's weeks within a minute.
    limits: { signedInChanges: [] },
    now: () => clock,
  });

  const api = (person: Person) =>
    createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: `${publicUrl}/trpc`,
          headers: async () => ({
            'x-incident-kit-key': site.key,
            authorization: `Bearer ${await signToken(
              person,
              { siteKey: site.key, secret: site.secret },
              Math.floor(clock / 1000),
            )}`,
          }),
          // Straight into the kit: no port, no process.
          fetch: (url, init) => kit.fetch(new Request(url, init as RequestInit)),
        }),
      ],
    });

  // Every story becomes timed acts; all acts together are played in the order of their times.
  const references = new Map<Story, string>();
  const acts = stories.flatMap((story) => {
    const start = end - story.ago * hour;
    const { by, ago: _, next, ...report } = story;
    return [
      {
        at: start,
        play: async () => {
          const input = { ...report, key: randomUUID() };
          const { incident } = await api(by).incidents.report.mutate(input);
          references.set(story, incident);
        },
      },
      ...next.map((step) => ({
        at: start + step.after * minute,
        play: () => playStep(step, references.get(story) ?? ''),
      })),
    ];
  });

  async function publish(article: (typeof articles)[number]): Promise<void> {
    const { knowledge } = api(grace);
    const { article: reference } = await knowledge.create.mutate({ language: 'en', ...article });
    const said = { basedOn: 1, confidence: 'validated', audience: 'reporters' } as const;
    await knowledge.rate.mutate({ article: reference, ...said });
  }

  async function playStep(step: Step, incident: string): Promise<void> {
    const { incidents } = api(step.by);
    switch (step.do) {
      case 'acknowledge':
        await incidents.acknowledge.mutate({ incident });
        break;
      case 'note': {
        const visibility = step.internal ? 'internal' : 'public';
        await incidents.addNote.mutate({ incident, text: step.text, visibility });
        break;
      }
      case 'resolve':
        await incidents.resolve.mutate({ incident, code: step.code, text: step.text });
        break;
      case 'assign':
        await incidents.assign.mutate({ incident, assignee: step.assignee.id });
        break;
      case 'hold':
        await incidents.hold.mutate({ incident, to: step.to, reason: step.reason });
        break;
      case 'resume':
        await incidents.resume.mutate({ incident });
        break;
      case 'escalate': {
        const { team, reason } = step;
        await incidents.escalate.mutate({ incident, kind: 'functional', team, reason });
        break;
      }
      case 'confirm':
        if (step.fixed) await incidents.confirm.mutate({ incident, fixed: true });
        else await incidents.confirm.mutate({ incident, fixed: false, text: step.text });
    }
  }

  /** What the Wi-Fi's incidents come from: a known error. */
  async function openProblem(): Promise<void> {
    const incidents = [...references].flatMap(([{ title }, incident]) =>
      title.includes('Wi-Fi') ? incident : [],
    );
    const { problems } = api(tomas);
    const { problem } = await problems.open.mutate({
      title: 'Access points lose their channel when the radar is heard',
      description:
        'Halls near the canal are without Wi-Fi for some minutes, mostly in the morning.',
      team: 'workplace',
      incidents,
    });
    await problems.edit.mutate({
      ...{ problem: problem.problem, basedOn: problem.version },
      cause: 'They share channels with the weather radar and have to leave them when it is heard.',
      workaround: 'Restart the access point of the hall: it comes back on another channel.',
      change: 'CHG-118: channels below 5.25 GHz for all halls',
    });
  }

  try {
    for (const { at, play } of acts.sort((a, b) => a.at - b.at)) {
      if (at > end) continue;
      clock = at;
      await kit.fireDue();
      await play();
    }
    clock = end;
    await kit.fireDue();
    for (const article of articles) await publish(article);
    await openProblem();
  } finally {
    await kit.close();
  }
}
