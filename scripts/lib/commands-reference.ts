import { z } from 'zod';
import {
  grants,
  type Permission,
  type Reach,
} from '../../packages/server/src/access/permissions.ts';
import type { Role } from '../../packages/server/src/domain/actor.ts';
import { readersOf, type Worded } from '../../packages/server/src/domain/incident/readers.ts';
import { incidentCommands } from '../../packages/server/src/operations/incidents/commands/index.ts';
import type { Command } from '../../packages/server/src/operations/incidents/define-command.ts';

/** Where the reference lies, from the project's folder. */
export const commandsReferenceFile = 'docs/reference/commands.md';

/** What the commands declare about themselves, in Markdown. */
export function commandsReference(): string {
  const sections = Object.entries<Command>(incidentCommands).map(([name, command]) =>
    sectionOf(name, command),
  );
  return [introduction, ...sections].join('\n');
}

const introduction = `# Commands

<!-- Made by \`npm run build\` from packages/server/src/operations/incidents/commands/: change it there. -->

Each is a mutation of the tRPC API: \`POST /trpc/incidents.<name>\`. Besides what is named with it, any
of them may be refused with \`sign-in-required\` or \`not-allowed\` (the role may not do it), \`invalid-input\`
(with the fields), and \`incident-not-found\` (it is not there, or not for whoever asks). One that names
\`basedOn\` may be refused with \`incident-conflict\` when somebody changed the incident since. What a
command is *offered as* stands in \`may\` of \`incidents.get\` and \`incidents.timeline\` exactly when there
is an input with which it would not be refused. Lengths are in UTF-16 code units, as \`maxlength\` counts; a
text with nothing to see is empty.
`;

function sectionOf(name: string, command: Command): string {
  const { summary, permission, offeredAs = [], offeredUnder = {}, input, refusals } = command;
  const offers = [
    ...offeredAs.map((action) => code(action)),
    ...Object.entries(offeredUnder).map(
      ([action, other]) => `${code(action)} (takes ${code(other)}: ${whoMay(other)})`,
    ),
  ];
  const facts = [
    `- Permission: ${code(permission)}: ${whoMay(permission)}`,
    ...(offers.length > 0 ? [`- Offered as: ${offers.join(', ')}`] : []),
    ...readersLine(name, [...offeredAs, ...Object.keys(offeredUnder)]),
    ...(refusals.length > 0 ? [`- Refused with: ${refusals.map(code).join(', ')}`] : []),
  ];
  return [`## ${name}`, '', summary, '', ...facts, '', ...inputOf(input), ''].join('\n');
}

const readers = {
  everybody: 'everybody who may see the incident, its reporter among them',
  desk: 'the desk alone',
  'as-before': 'those who read the note before',
};

/** Who reads what is written with it; no line where nothing is. */
function readersLine(name: string, actions: readonly string[]): string[] {
  const names = (actions.length > 0 ? actions : [name]) as Worded[];
  const all = names.map((each) => {
    if (!Object.hasOwn(readersOf, each)) throw new Error(`Say in readersOf who reads “${each}”.`);
    return readersOf[each];
  });
  const isSame = all.every((each) => each === all[0]);
  const said = all.flatMap((each, index) =>
    each === null ? [] : [readers[each] + (isSame ? '' : ` (${code(names[index] ?? '')})`)],
  );
  return said.length > 0 ? [`- What is written is read by: ${[...new Set(said)].join('; ')}`] : [];
}

const reaches: Record<Reach, string> = {
  all: '',
  own: ' (own incidents)',
  site: ' (incidents that the site shows)',
  'where-allowed': ' (where the site allows it, those that it shows)',
};

function whoMay(permission: Permission): string {
  const roles = Object.keys(grants) as Role[];
  return roles
    .flatMap((role) => {
      const reach = grants[role][permission];
      return reach ? [role + reaches[reach]] : [];
    })
    .join(', ');
}

type Schema = z.core.JSONSchema.JSONSchema;

function inputOf(input: z.ZodType): string[] {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  const variants = (schema.oneOf ?? schema.anyOf ?? [schema]) as Schema[];
  return variants.flatMap((variant, index) => [
    ...(index > 0 ? ['', 'or', ''] : []),
    '| Field | | What |',
    '| --- | --- | --- |',
    ...Object.entries(variant.properties ?? {}).map(([field, value]) => {
      const isRequired = variant.required?.includes(field);
      return `| ${code(field)} | ${isRequired ? 'required' : ''} | ${kindOf(value as Schema)} |`;
    }),
  ]);
}

function kindOf(schema: Schema): string {
  const all = schema.anyOf as Schema[] | undefined;
  if (all) return all.map(kindOf).join(' or ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(', ');
  const initially =
    schema.default === undefined ? '' : `; ${code(JSON.stringify(schema.default))} when left out`;
  if (schema.type === 'string') return `text${lengthOf(schema)}${shapeOf(schema)}${initially}`;
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {});
    return fields.map(([name, value]) => `${code(name)}: ${kindOf(value as Schema)}`).join('; ');
  }
  return `${schema.type}${schema.minimum === undefined ? '' : ` from ${schema.minimum}`}${initially}`;
}

function lengthOf({ minLength, maxLength }: Schema): string {
  if (maxLength === undefined) return '';
  return minLength
    ? ` of ${minLength} to ${maxLength} characters`
    : ` of up to ${maxLength} characters`;
}

function shapeOf({ format, pattern, allOf }: Schema): string {
  if (format) return ` (${format})`;
  const patterns = [
    pattern,
    ...((allOf as Schema[] | undefined) ?? []).map((each) => each.pattern),
  ];
  const found = patterns.filter((each) => each !== undefined);
  return found.length > 0
    ? ` (${found.map((each) => code(each.replaceAll('|', '\\|'))).join(', ')})`
    : '';
}

function code(text: string): string {
  return `\`${text}\``;
}
