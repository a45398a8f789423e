import { actions } from './act.ts';
import { attachments } from './attachments.ts';
import { badgeImage } from './badge-image.ts';
import { callKeys } from './call-keys.ts';
import { chatClicks } from './chat-clicks.ts';
import { chatCommands } from './chat-commands.ts';
import { chatReplies } from './chat-replies.ts';
import { health } from './health.ts';
import { intake } from './intake.ts';
import { kitFiles } from './kit-files.ts';
import { live } from './live.ts';
import { mailReplies } from './mail-replies.ts';
import { metrics } from './metrics.ts';
import { ready } from './ready.ts';
import { receipt } from './receipt.ts';
import { reporterAnswers } from './reporter-answers.ts';
import { reporterMails } from './reporter-mails.ts';
import type { Route } from './route.ts';
import { serviceFeed } from './service-feed.ts';
import { shiftFeed } from './shift-feed.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { trpc } from './trpc.ts';
import { unsubscribe } from './unsubscribe.ts';
import { uploads } from './uploads.ts';

export const routes: readonly Route[] = [
  health,
  ready,
  metrics,
  trpc,
  ...live,
  badgeImage,
  serviceFeed,
  ...subscribe,
  ...subscriptions,
  shiftFeed,
  kitFiles,
  ...intake,
  chatClicks,
  chatReplies,
  chatCommands,
  callKeys,
  mailReplies,
  ...unsubscribe,
  ...actions,
  ...reporterAnswers,
  ...reporterMails,
  ...receipt,
  ...uploads,
  ...attachments,
];
