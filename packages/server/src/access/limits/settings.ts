import { z } from 'zod';

/** So often in so many seconds. */
const window = z.strictObject({
  max: z.int().min(1).max(10_000_000),
  seconds: z.int().min(1).max(2_678_400),
});

/** All of them hold at once; none at all is no limit. */
const windows = z.array(window).max(5);

const minute = 60;
const hour = 3_600;
const day = 86_400;

const openAtOnce = (perAddress: number, total: number) =>
  z
    .strictObject({
      perAddress: z.int().min(1).max(1_000_000).default(perAddress),
      total: z.int().min(1).max(1_000_000).default(total),
    })
    .prefault({});

/** How much anybody may ask of the server; see docs/guides/limits.md. */
export const limitsSchema = z
  .strictObject({
    /** Reports of visitors without a token, by site and address. */
    anonymousReports: windows.default([
      { max: 5, seconds: minute },
      { max: 30, seconds: hour },
      { max: 100, seconds: day },
    ]),
    /** What the holder of a receipt does to their incident, by receipt. */
    receiptChanges: windows.default([
      { max: 10, seconds: minute },
      { max: 60, seconds: hour },
      { max: 200, seconds: day },
    ]),
    /** What somebody changes who is signed in, by person. */
    signedInChanges: windows.default([
      { max: 300, seconds: minute },
      { max: 6_000, seconds: hour },
    ]),
    /** Files that somebody sends: by person, receipt, or for visitors site and address. */
    uploads: windows.default([
      { max: 40, seconds: minute },
      { max: 400, seconds: hour },
    ]),
    /** Keys, tokens and receipts that are wrong, by address. */
    wrongCredentials: windows.default([
      { max: 30, seconds: minute },
      { max: 200, seconds: hour },
    ]),
    /** Calls, pictures and streams of those without a token, by address and server process. */
    anonymousCalls: window.default({ max: 3_000, seconds: minute }),
    /** What one source of alerts sends, by source and server process. */
    deliveries: window.default({ max: 1_200, seconds: minute }),
    /** Live streams that are open at once, of a server process. */
    streams: openAtOnce(300, 10_000),
    /** Connections, where the server listens by itself. Those of proxies count as one address's only in all. */
    connections: openAtOnce(1_000, 20_000),
    /** How long a connection may take to say what it asks for, and all of a request; seconds. */
    headerSeconds: z.int().min(1).max(300).default(10),
    requestSeconds: z.int().min(5).max(hour).default(120),
    /** From how much a turn of the process is late, on average, it takes only what cannot wait; milliseconds. */
    overloadMs: z.int().min(50).max(60_000).default(300),
    proofOfWork: z
      .strictObject({
        /** A site's visitors are asked for work when they report more than this; the more, the harder. */
        above: window.default({ max: 60, seconds: minute }),
        /** Hashes that a proof takes at most, half of them on average: at first, and however many report. */
        easiest: z.int().min(100).max(10_000_000).default(100_000),
        hardest: z.int().min(100).max(10_000_000).default(3_000_000),
        /** How long somebody may take for it. */
        expireSeconds: z.int().min(10).max(hour).default(600),
      })
      .prefault({}),
    /** Nobody fills in a form faster, seconds; 0 for no such limit. */
    fastestReportSeconds: z.number().min(0).max(60).default(2),
    /** Until when a receipt opens an incident that is closed, days. */
    receiptDays: z.int().min(1).max(3_650).default(90),
  })
  .prefault({});

export type LimitSettings = z.output<typeof limitsSchema>;
/** So often in so many seconds. */
export type RateWindow = z.output<typeof window>;
