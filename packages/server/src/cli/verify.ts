import { readFile } from 'node:fs/promises';
import { firstDifference } from '../audit/compare.ts';
import { eventsIn, type VerifiedFile, verifyFile } from '../audit/export-file.ts';
import { eventsOf, pagesOf } from '../audit/pages.ts';
import { fingerprintOf, readPublicKey } from '../audit/signature.ts';
import type { Tampering } from '../audit/tampering.ts';
import { type Verified, verifyDatabase } from '../audit/verify.ts';
import { damageIn, openForReading } from '../store/open-store.ts';
import { Progress } from './progress.ts';
import { databaseOf, databaseOptions } from './settings.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

export const verify: Command = {
  usage: `incident-kit verify [--database URL | file.jsonl] [--against earlier.jsonl] [--public-key file]

  Walks the chain of the log, in the database or in an exported file, and names the first event that
  was edited, removed, reordered or inserted. Of a database it reads everything else as well, and names
  what is damaged or missing. Nothing is changed.

  --against     also asks whether everything that was exported then is still there, as it was
  --public-key  the key that must have signed the export: a file with what incident-kit keys prints, or
                the text itself, as in --public-key="$KEY"

  Exits with 0 when all is whole, with 1 when it is not, with 2 when it could not be read.
`,
  async run(args) {
    const options = {
      ...databaseOptions,
      against: { type: 'string' },
      'public-key': { type: 'string' },
    } as const;
    const { values, positionals } = readArguments(args, verify.usage, options, 1);
    const [file] = positionals;
    const { against, 'public-key': givenKey } = values;
    if (file !== undefined && values.database !== undefined) {
      throw new UsageError('Name a database or a file, not both.');
    }
    if (givenKey !== undefined && file === undefined && against === undefined) {
      throw new UsageError('A database is not signed. Name an exported file with --public-key.');
    }
    const key = givenKey === undefined ? null : await publicKeyFrom(givenKey);
    const progress = new Progress();
    const findings: Finding[] = [];
    try {
      const earlier = against === undefined ? null : await checkFile(against, key, { progress });
      if (earlier) findings.push(earlier.finding);
      const witness = earlier?.finding.isWhole ? earlier : null;
      if (!earlier || witness) {
        findings.push(
          file === undefined
            ? await checkDatabase(await databaseOf(values), { progress, witness })
            : (await checkFile(file, key, { progress, witness })).finding,
        );
      }
    } finally {
      progress.end();
    }
    process.stdout.write(findings.map(({ sentences }) => `${sentences.join(' ')}\n`).join(''));
    return findings.every(({ isWhole }) => isWhole) ? 0 : 1;
  },
};

interface Finding {
  isWhole: boolean;
  sentences: string[];
}

/** An export that was found whole. */
interface Witness {
  path: string;
  head: { seq: number; hash: string };
}

interface How {
  progress: Progress;
  witness?: Witness | null;
}

const mend = 'Put a backup in its place, or see what else can be done in docs/guides/backup.md.';

async function checkDatabase(url: string, { progress, witness }: How): Promise<Finding> {
  const reader = await openForReading(url);
  try {
    const verified = await verifyDatabase(reader, {
      witness: witness?.head,
      onProgress: progress.tell,
      damageIn,
    });
    if (!verified.tampering) {
      const damage = await reader.findDamage();
      const { isWhole, sentences } = whole('The log', verified, witness);
      return {
        isWhole: isWhole && damage === null,
        sentences: [...sentences, ...(damage ? [damage, mend] : [])],
      };
    }
    if (!witness) return broken('The log', verified.tampering);
    const different = await reader.read((snapshot) =>
      firstDifference(eventsOf(pagesOf(snapshot, 0)), eventsIn(witness.path)),
    );
    return broken('The log', earlierOf(verified.tampering, different));
  } finally {
    await reader.close();
  }
}

async function checkFile(
  path: string,
  key: string | null,
  { progress, witness }: How,
): Promise<Witness & { finding: Finding }> {
  const verified = await verifyFile(path, {
    witness: witness?.head,
    onProgress: progress.tell,
  }).catch((error: NodeJS.ErrnoException) => {
    if (!error.code) throw error;
    throw new UsageError(`The file ${path} cannot be read (${error.code}).`);
  });
  const head = verified.seal?.head ?? verified.end;
  if (witness && witness.head.seq < verified.began.seq) {
    throw new UsageError(
      `${witness.path} ends at ${witness.head.seq}, before ${path} begins. What is between is missing.`,
    );
  }
  const finding = await findingOf(path, verified, key, witness);
  return { path, head, finding };
}

async function findingOf(
  path: string,
  verified: VerifiedFile,
  key: string | null,
  witness: Witness | null | undefined,
): Promise<Finding> {
  const { tampering, seal } = verified;
  if (tampering) {
    if (!witness) return broken(path, tampering);
    const different = await firstDifference(eventsIn(path), eventsIn(witness.path));
    return broken(path, earlierOf(tampering, different));
  }
  const signer = seal?.publicKey ?? '';
  if (key !== null && key !== signer) {
    const sentence = `It is signed by ${fingerprintOf(signer)}, and not by the key that was named, ${fingerprintOf(key)}.`;
    return { isWhole: false, sentences: [`${path} is whole in itself.`, sentence] };
  }
  const { isWhole, sentences } = whole(path, verified, witness);
  const exportedAt = new Date(seal?.exportedAt ?? 0).toISOString();
  const signed = `Exported at ${exportedAt} and signed by ${fingerprintOf(signer)}`;
  const vouched =
    key === null
      ? `${signed}. Nobody has vouched for this key: compare it with what “incident-kit keys” says, or name it with --public-key.`
      : `${signed}, the key that was named.`;
  return { isWhole, sentences: [...sentences, vouched] };
}

function whole(what: string, verified: Verified, witness: Witness | null | undefined): Finding {
  const { began, end, count, erased } = verified;
  const number = (value: number) => value.toLocaleString('en');
  const span =
    began.seq === 0 ? `${number(count)} events` : `events ${began.seq + 1} to ${end.seq}`;
  const without = erased === 0 ? '' : ` (${number(erased)} of them erased on request)`;
  return {
    isWhole: true,
    sentences: [
      `${what} is whole: ${span}${without}, ending with ${end.hash}.`,
      ...(witness ? [`Everything in ${witness.path} is in it, as it was.`] : []),
    ],
  };
}

function broken(what: string, { sentence }: Tampering): Finding {
  return { isWhole: false, sentences: [`${what} is not whole.`, sentence] };
}

function earlierOf(one: Tampering, other: Tampering | null): Tampering {
  return other && other.seq <= one.seq ? other : one;
}

async function publicKeyFrom(given: string): Promise<string> {
  const text = await readFile(given, 'utf8').catch(() => given);
  const key = readPublicKey(text);
  if (key !== null) return key;
  throw new UsageError(
    `“${given}” is neither a file with a public key nor one. Give what “incident-kit keys” prints.`,
  );
}
