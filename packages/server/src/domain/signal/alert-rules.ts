import { z } from 'zod';
import { id, name } from '../ids.ts';
import { instant } from '../oncall/schedules.ts';
import { bounded } from '../plain-text.ts';

const minutes = 60_000;
const word = bounded(z.string().trim(), { min: 1, max: 200 });
const anyOf = z.array(word).min(1, 'Name at least one, or leave it out.').max(100);
/** A label of an alert, as its source names it. */
const label = word;

const severity = z.strictObject({
  /** In the words of sources, whatever their case. */
  words: anyOf,
  /** Levels of the matrix. */
  impact: id,
  urgency: id,
});

/** Each field that is there has to match; no field at all matches every alert. */
const conditions = z.strictObject({
  /** Sources by their keys. */
  source: anyOf.optional(),
  /** In the words of the source, whatever their case. */
  severity: anyOf.optional(),
  /** Of each label that is named here, one of these values. */
  labels: z.record(label, anyOf).optional(),
  /** Words or phrases, one of which the title or the text has, whatever its case. */
  text: anyOf.optional(),
});

const maintenance = z.strictObject({
  id,
  name,
  /** Epoch milliseconds, half-open: it always has an end. */
  from: instant,
  to: instant,
  /** The alerts that it is about. */
  when: conditions.default({}),
});

const rule = z.strictObject({
  id,
  name,
  when: conditions.default({}),
  outcome: z
    .strictObject({
      /** Whether it becomes an incident; else it is only listed. */
      raise: z.boolean().default(true),
      /** Instead of what its severity says. */
      impact: id.optional(),
      urgency: id.optional(),
      /** Of the catalogue; instead of what its labels say. */
      service: id.optional(),
      category: id.optional(),
      /**
       * Labels whose values make one incident of alerts: an empty list makes one of all that the rule
       * is for. Left out: each alert is an incident of its own.
       */
      groupBy: z.array(label).max(20).optional(),
      /** How many different alerts of a group have to fire before there is an incident. */
      threshold: z.int().min(1).max(1_000).default(1),
      /** How long nobody is told of a new incident, in case it ends by itself, milliseconds. */
      pauseMs: z
        .int()
        .min(0)
        .max(15 * minutes, 'Wait at most 15 minutes.')
        .default(0),
    })
    .prefault({}),
});

/** Whether an anomaly waits for somebody to say that it is one, or raises an alert by itself. */
const outcome = z.enum(['propose', 'raise']);

/** What is watched for anomalies; nothing is unless it is named here. */
const anomalies = z.strictObject({
  /** Of the catalogue: how often they are reported, and how often their alerts begin to fire. */
  services: z
    .array(
      z.strictObject({ service: id, reports: outcome.optional(), signals: outcome.optional() }),
    )
    .max(200)
    .default([]),
  /** What sources of the kind `numbers` push, by the names that they give it. */
  numbers: z
    .array(z.strictObject({ source: word, name: word, service: id.optional(), outcome }))
    .max(500)
    .default([]),
});

/** When there are too many alerts to tell each of them. */
const storm = z.strictObject({
  /** More incidents than that which alerts open within a minute are a storm. */
  perMinute: z.int().min(1).max(100_000).default(20),
  /** How long there must be no more than that, until the storm is over, milliseconds. */
  calmMs: z
    .int()
    .min(minutes)
    .max(24 * 60 * minutes)
    .default(10 * minutes),
});

/** How long something is waited for, or goes on, in milliseconds. */
const upTo = (max: number) => z.int().min(0).max(max);

/**
 * What becomes of alerts: the rules in the order in which they are tried, of which the first that
 * matches decides.
 */
export const alertRulesSchema = z.strictObject({
  rules: z.array(rule).max(500),
  /** What the severities of sources mean. */
  severities: z.array(severity).max(50),
  /** The levels of an alert whose severity none of these names, or that has none. */
  otherwise: z.strictObject({ impact: id, urgency: id }),
  /** Labels that may hold the id or the name of a service of the catalogue; the first that does counts. */
  serviceLabels: z.array(label).max(20),
  /** How long all alerts of an incident have to be over before it is resolved by itself. */
  settleMs: upTo(24 * 60 * minutes),
  /** How long after it was resolved a new alert opens an incident again, instead of another one. */
  reopenWithinMs: upTo(7 * 24 * 60 * minutes),
  /** How long after an incident's first alert another alert of the same group may begin to belong to it. */
  groupWithinMs: upTo(24 * 60 * minutes),
  /** Times in which nobody is told of what happens to some alerts by itself. */
  maintenance: z.array(maintenance).max(200).default([]),
  anomalies: anomalies.prefault({}),
  storm: storm.prefault({}),
});

export type AlertConditions = z.infer<typeof conditions>;
export type AlertRule = z.infer<typeof rule>;
export type AlertRules = z.infer<typeof alertRulesSchema>;

/** Until others are published, each alert is an incident of its own, whatever its source. */
export const defaultAlertRules: AlertRules = {
  rules: [],
  severities: [
    {
      words: ['critical', 'fatal', 'emergency', 'disaster', 'page', 'sev0', 'sev1', 'p1'],
      impact: 'high',
      urgency: 'high',
    },
    {
      words: ['error', 'high', 'major', 'sev2', 'p2'],
      impact: 'medium',
      urgency: 'high',
    },
    {
      words: ['info', 'information', 'informational', 'low', 'notice', 'none', 'sev4', 'p4'],
      impact: 'low',
      urgency: 'low',
    },
  ],
  otherwise: { impact: 'medium', urgency: 'medium' },
  serviceLabels: ['service'],
  settleMs: 2 * minutes,
  reopenWithinMs: 30 * minutes,
  groupWithinMs: 10 * minutes,
  maintenance: [],
  anomalies: { services: [], numbers: [] },
  storm: { perMinute: 20, calmMs: 10 * minutes },
};
