// Finds where a mutant applies: by the syntax tree of a package, wherever its files lie and however they are formatted.
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

// TypeScript 7 has no compiler API.
const ts = createRequire(import.meta.url)("typescript-5.5");

const { SyntaxKind: Kind } = ts;

/** The kinds of nodes that a mutant can name, and the part of the node whose words are compared. */
const kinds = {
  if: [ts.isIfStatement, (node) => node.expression],
  ternary: [ts.isConditionalExpression, (node) => node.condition],
  case: [ts.isCaseClause, (node) => node.expression],
  call: [ts.isCallExpression],
  object: [ts.isObjectLiteralExpression],
  array: [ts.isArrayLiteralExpression],
  access: [ts.isPropertyAccessExpression],
  property: [ts.isPropertyAssignment],
  default: [(node) => (ts.isBindingElement(node) || ts.isParameter(node)) && node.initializer],
  variable: [ts.isVariableDeclaration],
  binary: [ts.isBinaryExpression],
  not: [(node) => ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken],
  return: [ts.isReturnStatement],
  template: [ts.isTemplateExpression],
  regex: [ts.isRegularExpressionLiteral],
};

/** The sources of a package that are built: `{ file, text }`. */
export function sourcesOf(root, name) {
  return globSync("src/**/*.ts", { cwd: `${root}packages/${name}` })
    .map((file) => `packages/${name}/${file.replaceAll("\\", "/")}`)
    .filter((file) => !/\.test(-d)?\.ts$|\/testing\//.test(file))
    .map((file) => ({ file, text: readFileSync(root + file, "utf8") }));
}

/**
 * The one change that a mutant makes: `{ file, start, end, code }`.
 *
 * @param mutant - `find` is `[kind, ...words]`: the innermost node of that kind that holds all words. `in` names a
 *   declaration around it. The change is one of `condition` (of `if` and `ternary`), `code` (`$` stands for the node),
 *   `drop` (a property or element), `lastArgument`, and `replace` (`[from, to]`, inside a regular expression).
 * @throws Error when no node matches, when more than one does, and when the changed code does not parse.
 */
export function placeOf({ find: [kind, ...words], in: scope, ...change }, sources) {
  const [isKind, partOf = (node) => node] = kinds[kind];
  const found = sources.flatMap(({ file, text }) => {
    if (!words.every((word) => text.includes(word))) return [];
    const matches = [];
    const visit = (node, scopes) => {
      const name = ts.isVariableDeclaration(node) || ts.isFunctionLike(node) ? node.name?.text : undefined;
      const inside = name === undefined ? scopes : [...scopes, name];
      const before = matches.length;
      ts.forEachChild(node, (child) => visit(child, inside));
      const isInner = matches.length === before;
      const isInScope = scope === undefined || inside.includes(scope);
      if (isInner && isInScope && isKind(node) && holds(partOf(node), words)) matches.push({ file, node });
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), []);
    return matches;
  });
  if (found.length !== 1) {
    const where = found.map(({ file, node }) => `${file}: ${node.getText().slice(0, 60)}`).join("; ");
    throw new Error(`${found.length} places match ${kind} with ${words.join(", ")}. ${where}`.trim());
  }
  const [{ file, node }] = found;
  const [target, code] = changed(node, change);
  const [start, end] = [target.getStart(), target.getEnd()];
  const text = node.getSourceFile().text;
  const { parseDiagnostics } = ts.createSourceFile(
    file,
    text.slice(0, start) + code + text.slice(end),
    ts.ScriptTarget.Latest,
  );
  if (parseDiagnostics.length > 0) throw new Error(`The change is not valid code: ${code}`);
  return { file, start, end, code };
}

function holds(node, words) {
  const seen = new Set();
  const visit = (part) => {
    if (ts.isRegularExpressionLiteral(part)) for (const word of words) if (part.text.includes(word)) seen.add(word);
    if (part.text !== undefined) seen.add(part.text);
    for (const literal of ["true", "false", "null"])
      if (part.kind === Kind[`${literal[0].toUpperCase()}${literal.slice(1)}Keyword`]) seen.add(literal);
    ts.forEachChild(part, visit);
  };
  visit(node);
  return words.every((word) => seen.has(word));
}

function changed(node, { condition, code, drop, lastArgument, replace }) {
  const text = node.getText();
  if (condition !== undefined) return [node.expression ?? node.condition, condition];
  if (lastArgument !== undefined) return [node.arguments.at(-1), lastArgument];
  if (replace !== undefined) return [node, text.replace(...replace)];
  if (drop === undefined) return [node, code.replaceAll(/\$(?!\w)/g, () => text)];
  const [open, items, close] = node.properties ? ["{ ", node.properties, " }"] : ["[", node.elements, "]"];
  const kept = items.filter((item) => (item.name ?? item).getText() !== drop);
  return [node, open + kept.map((item) => item.getText()).join(", ") + close];
}
