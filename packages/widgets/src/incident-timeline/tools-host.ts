import type { FieldError } from '@incident-kit/server/domain';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { SentenceContext } from './sentence.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** What looking for something asks of the element that shows the incident. */
export interface ToolsHost {
  readonly root: ShadowRoot;
  readonly kit: KitClient;
  readonly incident: string;
  readonly feed: TimelineFeed;
  /** What the sentences of entries are made with; undefined until the element's messages have come. */
  context(): SentenceContext | undefined;
  /** What the page gave this element to say. */
  ownWords(): unknown;
  explain(error: KitRequestError, field?: FieldError): string;
  changed(): void;
  focusOn(selector: string): Promise<void>;
}
