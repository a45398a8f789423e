import type { AttachmentLimits } from '@incident-kit/server/domain';
import { nothing } from 'lit';
import { Attaching } from '../base/attaching/attaching.ts';
import { FileShelf } from '../base/attaching/file-shelf.ts';
import type { KitElement } from '../base/kit-element.ts';
import type { KitClient } from '../client/client.ts';
import { KitRequestError } from '../client/errors.ts';
import type { Report } from '../client/outbox.ts';
import type { ReportSession } from './report-session.ts';

/** Bytes of the files of all reports of a person that wait in this browser. */
const mostKept = 100 * 1024 * 1024;

/** What is protected is the form's own and its parts'. */
interface Form {
  kit: KitClient | undefined;
  locale: string;
  explain(error: KitRequestError): string;
}

const all = new WeakMap<ReportSession, ReportFiles>();

/** Where the form takes files. From then on those that are attached go with its reports. */
export function reportFiles(
  element: KitElement,
  session: ReportSession,
  limits: AttachmentLimits,
): unknown {
  const { kit, locale } = element as unknown as Form;
  if (!kit) return nothing;
  const files = all.get(session) ?? new ReportFiles(element, session);
  all.set(session, files);
  return files.attachingFor(kit, limits).template(locale);
}

/** The files of a form's reports: they have the fate of what is written in it. */
class ReportFiles {
  readonly #element: KitElement;
  readonly #session: ReportSession;
  readonly #shelf: FileShelf;
  #client: KitClient | undefined;
  #attaching: Attaching | undefined;

  constructor(element: KitElement, session: ReportSession) {
    this.#element = element;
    this.#session = session;
    this.#shelf = new FileShelf(session.host.draftName());
    this.#follow();
  }

  /** As another person they are sent anew. */
  attachingFor(client: KitClient, limits: AttachmentLimits): Attaching {
    if (this.#attaching && this.#client === client) return this.#attaching;
    const before = this.#attaching?.kept;
    this.#attaching?.close();
    this.#client = client;
    const { renderRoot } = this.#element;
    this.#attaching = new Attaching(
      client,
      limits,
      {
        root: renderRoot.getRootNode() as ShadowRoot,
        changed: () => this.#element.requestUpdate(),
        explain: (error) => (this.#element as unknown as Form).explain(error),
        isOpen: () => this.#session.phase === 'ready',
      },
      this.#shelf,
    );
    if (before) this.#attaching.addKept(before);
    return this.#attaching;
  }

  /** Takes part in what the session does. */
  #follow(): void {
    const session = this.#session;
    const { send, host } = session;
    const { reset, reopen, leave } = session;
    const { lookAt } = host;
    session.send = async (client, report) => {
      try {
        return await this.#send(client, report, send);
      } catch (thrown) {
        const files = this.#attaching?.kept ?? [];
        if (files.length && (thrown as KitRequestError).passes) {
          await assertRoom(client, files);
          // It waits with them.
          report.files = files;
        }
        throw thrown;
      }
    };
    session.reset = () => {
      // A report that waits, or has arrived, needs them.
      if (session.phase === 'ready') this.#attaching?.cancel();
      else this.#attaching?.clear();
      reset.call(session);
    };
    session.leave = () => {
      const files = this.#attaching?.kept ?? [];
      // Not cancelled: it may be reported all the same.
      this.#attaching?.clear();
      const bringBack = leave.call(session);
      return () => {
        bringBack();
        this.#attaching?.addKept(files);
      };
    };
    session.reopen = (returned, values) => {
      reopen.call(session, returned, values);
      this.#attaching?.addKept(returned.report.files ?? []);
    };
    host.lookAt = (what) => {
      // As for what was written: what is safe elsewhere need not be kept here.
      if (what === 'number') this.#attaching?.clear();
      if (what === 'panel' && session.isDurable) void this.#shelf.keep([]);
      return lookAt(what);
    };
  }

  async #send(client: KitClient, report: Report, send: ReportSession['send']) {
    const attaching = this.#attaching;
    if (!attaching) return send.call(this.#session, client, report);
    const { attachments } = await attaching.send();
    try {
      return await send.call(
        this.#session,
        client,
        attachments ? { ...report, attachments } : report,
      );
    } catch (thrown) {
      if ((thrown as KitRequestError).code !== 'upload-not-found') throw thrown;
      // They have waited here for longer than the server keeps what is not used.
      attaching.renew();
      return send.call(this.#session, client, { ...report, ...(await attaching.send()) });
    }
  }
}

/** @throws {KitRequestError} `files-not-kept` when they are more than this browser is to keep */
async function assertRoom(client: KitClient, files: NonNullable<Report['files']>): Promise<void> {
  const outbox = await client.outbox();
  const waiting = (await outbox.waiting()).flatMap((report) => report.files ?? []);
  const bytes = [...waiting, ...files].reduce((sum, { file }) => sum + file.size, 0);
  if (bytes <= mostKept) return;
  throw new KitRequestError(
    'files-not-kept',
    'The server cannot be reached, and these files are too large to be kept here until it can. Remove some of them, or send the report later.',
    413,
  );
}
