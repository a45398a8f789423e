import { format } from '../intl.ts';

/** A size as people read it, e.g. “2.4 MB”. */
export function fileSize(locale: string, bytes: number): string {
  const [unit, size] =
    bytes < 1024 * 1024
      ? (['kilobyte', Math.max(1, Math.round(bytes / 1024))] as const)
      : (['megabyte', bytes / 1024 / 1024] as const);
  const options = { style: 'unit', unit, maximumFractionDigits: 1 };
  return format(Intl.NumberFormat, locale, options as Intl.NumberFormatOptions, size);
}
