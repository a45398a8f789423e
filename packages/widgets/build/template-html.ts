/**
 * The HTML of a template, with a mark in each place of a value, and the names of the attributes that have
 * one, in their order. Lit's own does the same for every template that can be written; the kit's have
 * double quotes or none, and no `<` or `>` within a tag. A test compares the two for each of them.
 *
 * It is built into the files of a page as it is written here, so it may not use anything else.
 * @param suffix ends the name of an attribute that has a value
 * @param mark stands in the place of a value in an attribute
 * @param markBetweenTags stands in the place of any other value
 */
export function templateHtml(
  strings: readonly string[],
  suffix: string,
  mark: string,
  markBetweenTags: string,
): [html: string, names: string[]] {
  const names: string[] = [];
  let html = '';
  const last = strings.length - 1;
  strings.forEach((string, index) => {
    // What a value ends with must not be what follows the template, wherever that comes to stand.
    html += string || (index === last ? '<?>' : '');
    if (index === last) return;
    const [tag, name, value = ''] = /<[^<>]*?(?:([^\s"'>=/]+)=("[^"<>]*)?)?$/.exec(html) ?? [];
    if (!tag) html += markBetweenTags;
    else if (!name) html += mark + index;
    else if (name.endsWith(suffix)) html += mark;
    else {
      names.push(name);
      const end = html.length - value.length - 1;
      html = html.slice(0, end) + suffix + html.slice(end) + mark;
    }
  });
  return [html, names];
}
