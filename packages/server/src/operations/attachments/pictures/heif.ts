import { DamagedPicture, nameAt, viewOf } from './orientation.ts';

interface Box {
  name: string;
  /** Of the box with its header, of what is in it, and of what follows it. */
  start: number;
  content: number;
  end: number;
}

/**
 * A HEIC or an AVIF without Exif and XMP: their bytes are overwritten where they are, so that nothing else moves.
 * How such a picture is to be turned is no part of its Exif.
 * @throws DamagedPicture
 */
export function stripHeif(bytes: Uint8Array): Uint8Array {
  const clean = bytes.slice();
  for (const box of boxesIn(clean, 0, clean.byteLength)) {
    if (box.name === 'meta') stripItems(clean, box);
    else blankDescriptions(clean, box);
  }
  return clean;
}

/** What describes a moving picture, or what an application put there. */
function blankDescriptions(bytes: Uint8Array, box: Box): void {
  if (['uuid', 'udta', 'meta'].includes(box.name)) {
    bytes.set(new TextEncoder().encode('free'), box.start + 4);
    bytes.fill(0, box.content, box.end);
  } else if (box.name === 'moov' || box.name === 'trak') {
    for (const child of boxesIn(bytes, box.content, box.end)) blankDescriptions(bytes, child);
  }
}

function stripItems(bytes: Uint8Array, meta: Box): void {
  const boxes = boxesIn(bytes, meta.content + 4, meta.end);
  const named = (name: string) => boxes.find((box) => box.name === name);
  const [infos, places, data] = [named('iinf'), named('iloc'), named('idat')];
  if (!infos || !places) return;
  const described = descriptions(bytes, infos);
  for (const { item, start, end } of extents(bytes, places, data ?? null, described)) {
    if (!described.has(item)) continue;
    if (start < 0 || end > bytes.byteLength || start >= end) {
      throw new DamagedPicture(`An item is at ${start} to ${end}.`);
    }
    bytes.fill(0, start, end);
  }
}

/** The ids of the items that are no picture: Exif, and whatever has a media type of its own, as XMP has. */
function descriptions(bytes: Uint8Array, infos: Box): Set<number> {
  const view = viewOf(bytes);
  const counted = bytes[infos.content] === 0 ? 2 : 4;
  const found = new Set<number>();
  for (const { name, content, end } of boxesIn(bytes, infos.content + 4 + counted, infos.end)) {
    if (name !== 'infe' || content + 12 > end) continue;
    const version = bytes[content] ?? 0;
    const id = version === 3 ? view.getUint32(content + 4) : view.getUint16(content + 4);
    // Before version 2 an item has a media type and nothing else.
    const type = version < 2 ? 'mime' : nameAt(bytes, content + (version === 3 ? 10 : 8));
    if (type === 'Exif' || type === 'mime' || type === 'uri ') found.add(id);
  }
  return found;
}

interface Extent {
  item: number;
  start: number;
  end: number;
}

/** Where the bytes of items are. Those of `wanted` have to be where they can be overwritten. */
function extents(
  bytes: Uint8Array,
  places: Box,
  data: Box | null,
  wanted: ReadonlySet<number>,
): Extent[] {
  const view = viewOf(bytes);
  let at = places.content;
  const read = (size: number): number => {
    if (at + size > places.end) throw new DamagedPicture('The list of places ends too early.');
    const value = [0, 2, 4, 8].includes(size)
      ? size === 8
        ? Number(view.getBigUint64(at))
        : size === 4
          ? view.getUint32(at)
          : size === 2
            ? view.getUint16(at)
            : 0
      : Number.NaN;
    at += size;
    if (Number.isNaN(value)) throw new DamagedPicture(`A number has ${size} bytes.`);
    return value;
  };
  const version = bytes[at] ?? 0;
  read(4);
  const sizes = read(2);
  const [offsetSize, lengthSize] = [(sizes >> 12) & 15, (sizes >> 8) & 15];
  const [baseSize, indexSize] = [(sizes >> 4) & 15, version === 0 ? 0 : sizes & 15];
  const found: Extent[] = [];
  for (let left = read(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const item = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    const elsewhere = read(2) !== 0;
    const base = read(baseSize);
    const isUnknown = elsewhere || method > 1 || (method === 1 && !data);
    if (isUnknown && wanted.has(item)) throw new DamagedPicture('An item is in no known place.');
    const origin = base + (method === 1 ? (data?.content ?? 0) : 0);
    for (let parts = read(2); parts > 0; parts -= 1) {
      read(indexSize);
      const start = origin + read(offsetSize);
      found.push({ item, start, end: start + read(lengthSize) });
    }
  }
  return found;
}

function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to; ) {
    const said = view.getUint32(start);
    const isLong = said === 1 && start + 16 <= to;
    const size = said === 0 ? to - start : isLong ? Number(view.getBigUint64(start + 8)) : said;
    const content = start + (isLong ? 16 : 8);
    const end = start + size;
    if (end < content || end > to) throw new DamagedPicture(`A box ends at ${end}.`);
    boxes.push({ name: nameAt(bytes, start + 4), start, content, end });
    start = end;
  }
  return boxes;
}
