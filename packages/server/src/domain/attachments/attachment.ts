/** A file that somebody attached to a report or a note, as the event says it. All of it is personal. */
export interface Attachment {
  /** As whoever sent it called it, without folders. */
  name: string;
  /** The media type that its bytes say, whatever the sender said. */
  type: string;
  /** Bytes, as they are kept. */
  size: number;
  /** SHA-256 of the bytes as they are kept, hex. */
  digest: string;
}

/** An attachment as a timeline shows it. It is asked for by its entry's `seq` and its place in the list, from 0. */
export interface AttachmentView {
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  /** Whether it may be shown as a picture. */
  isPicture: boolean;
}

/** How much may be attached; left out where nothing may. */
export interface AttachmentLimits {
  /** Bytes of one file. */
  fileBytes: number;
  /** Files of one report or note. */
  files: number;
}

/** Pictures that a browser draws without running or loading anything. SVG is none of them. */
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

export function isPicture(type: string): boolean {
  return pictures.has(type);
}

export function toAttachmentViews(attachments: readonly Attachment[]): AttachmentView[] {
  return attachments.map(({ name, type, size }) => ({
    name,
    type,
    size,
    isPicture: isPicture(type),
  }));
}
