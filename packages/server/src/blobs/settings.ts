import { z } from 'zod';

const s3 = z.strictObject({
  /** Where the store is, as in https://s3.eu-central-1.amazonaws.com. */
  endpoint: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'This is no name of a bucket.'),
  region: z.string().min(1).max(60).default('us-east-1'),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  /** What all its names begin with, for several kits in one bucket. */
  prefix: z
    .string()
    .regex(/^([\w-]+\/)*$/, 'A prefix is made of names that each end with a slash.')
    .default(''),
});

const scanner = z.strictObject({
  /** Of ClamAV's daemon: `unix:/run/clamav/clamd.ctl`, or `tcp:scanner.internal:3310`. */
  address: z.string().regex(/^(unix:\/.+|tcp:[\w.-]+:\d{1,5})$/, {
    error: 'Write unix:/path/to/socket, or tcp:host:port.',
  }),
  /** What becomes of a file that cannot be scanned. */
  whenDown: z.enum(['refuse', 'accept']).default('refuse'),
  timeoutSeconds: z.int().min(1).max(600).default(30),
});

const mebibyte = 1024 * 1024;

/** What may be attached, and where it is kept; see docs/guides/attachments.md. */
export const attachmentSettingsSchema = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** Bytes of one file. Each is in memory once, when all of it is there. */
    fileBytes: z
      .int()
      .min(1)
      .max(100 * mebibyte)
      .default(10 * mebibyte),
    /** Bytes of all files of an incident. */
    incidentBytes: z
      .int()
      .min(1)
      .default(50 * mebibyte),
    /** Files of one report or note. */
    files: z.int().min(1).max(50).default(10),
    /** Until when what was sent has to be used, hours. */
    uploadHours: z.number().positive().max(720).default(24),
    /** Bytes of all files together that were sent and not used yet. */
    pendingBytes: z
      .int()
      .min(1)
      .default(1024 * mebibyte),
    /** How long an address lasts by which a page shows a file, seconds. */
    linkSeconds: z.int().min(10).max(86_400).default(300),
    /** A folder; by default `blobs` beside the database's file. */
    folder: z.string().min(1).optional(),
    /** An S3-compatible store instead, for several instances. */
    s3: s3.optional(),
    scanner: scanner.optional(),
  })
  .refine(({ folder, s3: store }) => folder === undefined || store === undefined, {
    error: 'Files are kept in a folder or in an S3-compatible store, and not in both.',
  })
  .prefault({});

export type AttachmentSettings = z.output<typeof attachmentSettingsSchema>;
export type S3Settings = z.output<typeof s3>;
export type ScannerSettings = z.output<typeof scanner>;
