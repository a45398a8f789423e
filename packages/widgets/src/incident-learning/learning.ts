import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';

export type Answer = Awaited<ReturnType<KitApi['learning']['figures']['query']>>;
export type Field = keyof Answer['fields'];
export type FieldAnswer = Answer['fields'][Field];
export type Figures = NonNullable<FieldAnswer['figures']>;
export type How = FieldAnswer['how'];

export const fields: readonly Field[] = ['category', 'team'];
export const hows: readonly How[] = ['off', 'suggest', 'set'];

/** Puts routing rules in force that say so, and are the same otherwise. */
export async function publishHow(kit: KitClient, field: Field, how: How): Promise<void> {
  await kit.call(async ({ configuration }) => {
    const kind = 'routing-rules';
    const { current } = await configuration.get.query({ kind });
    const before = current.document as { learning?: Partial<Record<Field, How>> };
    const document = { ...before, learning: { ...before.learning, [field]: how } };
    await configuration.publish.mutate({
      ...{ kind, basedOn: current.version, document: document as never },
    });
  });
}
