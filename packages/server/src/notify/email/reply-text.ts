/** What stands above a mail that can be answered: whatever program quotes it, what comes after is not new. */
export const answerAbove = '-- Write above this line, and the service desk reads it as a note --';

/** Lines by which programs for mail begin what is answered, or what somebody always writes at the end. */
const beginnings: readonly RegExp[] = [
  /^\s*>/,
  /^--\s*$/,
  /^\s*-{2,}\s*(original message|original-nachricht|ursprüngliche nachricht|message d'origine|mensaje original)/iu,
  /^\s*_{10,}\s*$/,
];
/** `On 23 Nov 2026 at 09:00, Service desk wrote:`, also on two lines; there is a date in it. */
const announces: readonly RegExp[] = [
  /^(on|le|el|il|em)\b(?=.*\d).{4,300}(wrote|a écrit|escribió|ha scritto|escreveu)\s*:\s*$/iu,
  /^(am|op)\b(?=.*\d).{4,300}(schrieb|schreef)\b.{0,200}:\s*$/iu,
];
/** The headers that Outlook puts above what is answered. */
const header = /^\*?(from|sent|to|subject|date|von|gesendet|an|betreff|de|envoyé|à|objet)\s*:\*?/iu;

/** What somebody wrote, without what they answer to and without what always stands at the end. */
export function newTextOf(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = lines.findIndex((line, index) => isEnd(line, lines[index + 1] ?? ''));
  const kept = end < 0 ? lines : lines.slice(0, end);
  return kept.join('\n').trim();
}

function isEnd(line: string, next: string): boolean {
  return (
    line.includes(answerAbove) ||
    beginnings.some((each) => each.test(line)) ||
    announces.some((each) => each.test(line) || each.test(`${line} ${next}`)) ||
    (header.test(line) && header.test(next))
  );
}
