import { commonKinds, type KeywordKind, toKinds } from "./schema-keywords.ts";

/** The kind of each keyword that JSON Schema knows, but for those of which `repairSchema` wants more than a form. */
export const allKinds: ReadonlyMap<string, KeywordKind> = new Map([
  ...commonKinds,
  ...toKinds({
    schema:
      // The last is where OpenAPI keeps what its references lead to: `#/components/schemas/…`.
      "additionalItems unevaluatedItems unevaluatedProperties contains not if then else contentSchema components",
    list: "prefixItems",
    map: "patternProperties definitions dependentSchemas dependencies schemas",
    text: "contentEncoding contentMediaType",
    count: "minProperties maxProperties minContains maxContains",
  }),
]);
