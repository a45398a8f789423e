import { z } from 'zod';
import { type SavedView, savedViewSchema } from '../../domain/desk/saved-views.ts';
import { KitError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { OperationContext } from '../context.ts';
import { chosen } from '../input.ts';
import { ownerOf } from './owner.ts';

export const saveViewInput = z.strictObject({ view: savedViewSchema });
export const removeViewInput = z.strictObject({ id: chosen });

export interface ViewsAnswer {
  /** Those that everybody of the desk has, from the document in force. */
  desk: SavedView[];
  /** One's own, the oldest first. */
  own: SavedView[];
}

/** The views of the queue that the caller has. */
export async function listViews(context: OperationContext): Promise<ViewsAnswer> {
  const owner = ownerOf(context);
  return context.store.read(async (snapshot) => ({
    desk: (await snapshot.documents.rules()).views.document.views,
    own: (await snapshot.personal.all(owner, 'view')).flatMap(({ value }) => readView(value)),
  }));
}

/**
 * Keeps a view for oneself, in place of one's own of the same id.
 * @throws KitError `too-many-views`
 */
export async function saveView(
  context: OperationContext,
  { view }: z.output<typeof saveViewInput>,
): Promise<ViewsAnswer> {
  const owner = ownerOf(context);
  await context.store.write(async (transaction) => {
    const own = await transaction.personal.all(owner, 'view');
    if (own.length >= limits.ownViews && !own.some(({ id }) => id === view.id)) {
      const message = `You can keep ${limits.ownViews} views. Remove one first.`;
      throw new KitError('too-many-views', message, { details: { max: limits.ownViews } });
    }
    await transaction.personal.keep(owner, 'view', view.id, JSON.stringify(view), context.now());
  });
  return listViews(context);
}

/** Takes one's own view away; that there is none is as well. */
export async function removeView(
  context: OperationContext,
  { id }: z.output<typeof removeViewInput>,
): Promise<ViewsAnswer> {
  const owner = ownerOf(context);
  await context.store.write(async (transaction) => {
    const [kept] = await transaction.personal.some(owner, 'view', [id]);
    if (kept) await transaction.personal.keep(owner, 'view', id, null, context.now());
  });
  return listViews(context);
}

/** One that another version wrote, and this one does not understand, is not shown. */
function readView(value: string): SavedView[] {
  const read = savedViewSchema.safeParse(JSON.parse(value));
  return read.success ? [read.data] : [];
}
