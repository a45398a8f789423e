/** The manifest is the one description of the elements: editors and the stories read it. */
export default {
  globs: ['src/**/*.ts'],
  exclude: ['src/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  dependencies: false,
  packagejson: false,
  plugins: [tags(), publicOnly()],
};

/** Learns each element's tag from its `define('tag', Class)`, which the analyzer does not know. */
function tags() {
  const found = new Map();
  return {
    name: 'incident-kit-tags',
    analyzePhase({ ts, node }) {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'define') return;
      const [tag, element] = node.arguments;
      if (tag && element && ts.isStringLiteral(tag)) found.set(element.getText(), tag.text);
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          const tagName = found.get(declaration.name);
          if (tagName) Object.assign(declaration, { tagName, customElement: true });
        }
      }
    },
  };
}

/** What is private to an element is nobody's documentation. */
function publicOnly() {
  return {
    name: 'incident-kit-public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          declaration.members = declaration.members?.filter(
            ({ name, privacy }) =>
              privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#'),
          );
        }
      }
    },
  };
}
