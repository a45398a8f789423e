/** What an entry names by its id alone: `field-service` is "Field service" to whoever reads it. */
export function nameFromId(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
}
