const quoted = (titles: readonly string[]) => titles.map((each) => `“${each}”`).join(', ');

/** What `<on-call>` says of calendars that others keep, from which it has shifts. */
export const messages = {
  /** `name`: how the layer is called that has them. */
  read: (name: string, when: string) => `${name}: from a calendar, as it was read ${when}.`,
  never: (name: string) => `${name}: its calendar was not read yet, so nobody has its shifts.`,
  kept: (name: string, when: string) =>
    `${name}: its calendar cannot be read. These are the shifts that it had ${when}.`,
  /** It was read, but for some of it. */
  partly: (name: string, when: string) =>
    `${name}: its calendar was read ${when}, but not all that is in it.`,
  why: {
    'no-url': 'Its address is none.',
    'other-scheme': 'Only addresses that begin with https:// are read.',
    'private-network': 'Its address leads into a private network, from which nothing is read.',
    'too-many-redirects': 'Its address leads on to others again and again.',
    status: (about: readonly string[]) => `Its server answers ${about.join()}.`,
    unreachable: 'Its server does not answer.',
    'too-large': 'It is larger than one megabyte. Share one with fewer years in it.',
    'no-calendar': 'What is at its address is no calendar. Use the address of an .ics file.',
    malformed: 'It is damaged. Share the calendar anew.',
    'too-many-lines': 'It is too long. Share one with fewer years in it.',
    'too-many-events': 'It has too many events. Share one with fewer years in it.',
    'repeats-too-much': 'Its events repeat too often.',
    'unknown-people': (titles: readonly string[]) =>
      `These events name nobody of the schedule, or several people: ${quoted(titles)}.`,
    'unreadable-events': (titles: readonly string[]) =>
      `These events cannot be read: ${quoted(titles)}.`,
  },
};

export type OnCallCalendarMessages = typeof messages;
