// Bundles spec/ into src/document.ts and derives src/schema.ts from it.
// With `--check`, it writes nothing and fails if a committed file is outdated.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle, createConfig } from "@redocly/openapi-core";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";

const banner = "// Generated from spec/ by `pnpm generate`. Do not edit.\n\n";

async function bundleSpec(): Promise<object> {
  const root = fileURLToPath(new URL("../../../spec/openapi.yaml", import.meta.url));
  const { bundle: result, problems } = await bundle({ ref: root, config: await createConfig({}) });
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join("\n"));
  // Copy through JSON, because bundling can make several places share one object.
  return JSON.parse(JSON.stringify(result.parsed)) as object;
}

/** Turns `x?: T` into `x?: T | undefined`, which differ under `exactOptionalPropertyTypes`. */
function addUndefinedToOptionals(node: ts.Node): ts.Node {
  const { factory, SyntaxKind } = ts;
  const visit = (child: ts.Node, context: ts.TransformationContext): ts.Node => {
    const visited = ts.visitEachChild(child, (inner) => visit(inner, context), context);
    if (!ts.isPropertySignature(visited) || !visited.questionToken || !visited.type) return visited;
    if (visited.type.kind === SyntaxKind.NeverKeyword || visited.type.kind === SyntaxKind.UnknownKeyword)
      return visited;
    const members = ts.isUnionTypeNode(visited.type) ? visited.type.types : [visited.type];
    const type = factory.createUnionTypeNode([...members, factory.createKeywordTypeNode(SyntaxKind.UndefinedKeyword)]);
    const property = factory.createPropertySignature(visited.modifiers, visited.name, visited.questionToken, type);
    return ts.setSyntheticLeadingComments(property, ts.getSyntheticLeadingComments(visited));
  };
  const { transformed } = ts.transform(node, [(context) => (root) => visit(root, context)]);
  return transformed[0] ?? node;
}

const nameOf = (node: ts.Node | undefined): string | undefined =>
  node && (ts.isIdentifier(node) || ts.isStringLiteral(node)) ? node.text : undefined;

const literalOf = (node: ts.TypeNode): string | undefined =>
  ts.isLiteralTypeNode(node) ? nameOf(node.literal) : undefined;

/** Both of these types are always empty. */
const isEmpty = (node: ts.Node): boolean =>
  ts.isTypeAliasDeclaration(node) && ["webhooks", "$defs"].includes(node.name.text);

/** The X of `components["schemas"]["X"]`. */
function schemaOf(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType: root, indexType: part } = node.objectType;
  const isSchemas =
    ts.isTypeReferenceNode(root) && nameOf(root.typeName) === "components" && literalOf(part) === "schemas";
  return isSchemas ? literalOf(node.indexType) : undefined;
}

/** Gives each schema a type of its own, so that editors show `ConnectedAccount` rather than all of its fields. */
function nameSchemas(nodes: readonly ts.Node[]): ts.Node[] {
  const { factory } = ts;
  const named: ts.Node[] = [];
  const reference = (name: string): ts.Node => factory.createTypeReferenceNode(name);

  const visitor = (context: ts.TransformationContext) => {
    const visit = (node: ts.Node): ts.Node => {
      const schema = schemaOf(node);
      if (schema !== undefined) return reference(schema);
      const visited = ts.visitEachChild(node, visit, context);
      const comments = ts.getSyntheticLeadingComments(node);
      return visited === node ? node : ts.setSyntheticLeadingComments(visited, comments);
    };
    return visit;
  };
  const shortened = ts.transform([...nodes], [(context) => visitor(context)]).transformed;
  const withNames = shortened.map((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "components") return node;
    const members = node.members.map((member) => {
      if (!ts.isPropertySignature(member) || nameOf(member.name) !== "schemas") return member;
      if (!member.type || !ts.isTypeLiteralNode(member.type)) return member;
      const schemas = member.type.members.map((schema) => {
        const name = nameOf(schema.name);
        if (!ts.isPropertySignature(schema) || !schema.type || name === undefined) return schema;
        const modifiers = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
        const alias = factory.createTypeAliasDeclaration(modifiers, name, undefined, schema.type);
        named.push(ts.setSyntheticLeadingComments(alias, ts.getSyntheticLeadingComments(schema)));
        return factory.createPropertySignature(
          undefined,
          schema.name,
          undefined,
          factory.createTypeReferenceNode(name),
        );
      });
      return factory.createPropertySignature(undefined, member.name, undefined, factory.createTypeLiteralNode(schemas));
    });
    return factory.createInterfaceDeclaration(node.modifiers, node.name, undefined, undefined, members);
  });
  return [...withNames.filter((node) => !isEmpty(node)), ...named];
}

const document = await bundleSpec();
// Pass a copy: openapiTS mutates its input.
const types = await openapiTS(structuredClone(document) as OpenAPI3, { defaultNonNullable: false, alphabetize: false });

const files = {
  "src/document.ts":
    `${banner}import type { OpenAPIDocument } from "./openapi-document.ts";\n\n` +
    `export type * from "./openapi-document.ts";\n\n` +
    `export const document: OpenAPIDocument = ${JSON.stringify(document, null, 2)};\n`,
  "src/schema.ts": banner + astToString(nameSchemas(types.map((node) => addUndefinedToOptionals(node)))),
};

const check = process.argv.includes("--check");
for (const [name, text] of Object.entries(files)) {
  const path = new URL(`../${name}`, import.meta.url);
  if (!check) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`packages/openapi/${name} is outdated. Run: pnpm generate`);
    process.exitCode = 1;
  }
}
