import type { MetaToolSlug } from "./index.ts";

/** A JSON Schema of the 2020-12 dialect. */
export interface JSONSchema {
  readonly [keyword: string]: unknown;
}

export interface Reference {
  readonly $ref: string;
}

export interface Server {
  readonly url: string;
  readonly description?: string | undefined;
}

export interface Example {
  readonly summary?: string | undefined;
  readonly value: unknown;
}

export interface MediaType {
  readonly schema: JSONSchema;
  readonly examples?: Readonly<Record<string, Example | Reference>> | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean | undefined;
  readonly description?: string | undefined;
  readonly style?: string | undefined;
  readonly explode?: boolean | undefined;
  readonly schema: JSONSchema;
  readonly example?: unknown;
}

export interface RequestBody {
  readonly required?: boolean | undefined;
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface Header {
  readonly description?: string | undefined;
  readonly schema: JSONSchema;
  readonly example?: unknown;
}

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Reference>> | undefined;
  readonly content?: Readonly<Record<string, MediaType>> | undefined;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly servers?: readonly Server[] | undefined;
  readonly parameters?: ReadonlyArray<Parameter | Reference> | undefined;
  readonly requestBody?: RequestBody | undefined;
  readonly responses: Readonly<Record<string, Response | Reference>>;
  /** Permission that a scoped project key needs, as `<area>:<level>`. */
  readonly "x-key-area": string;
  /** API versions that have the operation. All versions if absent. */
  readonly "x-api-versions"?: readonly string[] | undefined;
  readonly "x-experimental"?: boolean | undefined;
}

export type Method = "get" | "post" | "patch" | "delete";

export type PathItem = {
  readonly parameters?: ReadonlyArray<Parameter | Reference> | undefined;
} & { readonly [method in Method]?: Operation | undefined };

export interface SecurityScheme {
  readonly type: string;
  readonly in: string;
  readonly name: string;
  readonly description: string;
}

/** An entry of `x-error-codes` on the schema `Error`. */
export interface ErrorCode {
  readonly code: number;
  readonly status: number;
  readonly description: string;
  /** True if chosen for the local router, because the hosted router's value is unknown. */
  readonly local?: boolean | undefined;
}

/** A meta tool in the schema `MetaTools`. */
export interface MetaTool extends JSONSchema {
  /** Display name. */
  readonly title: string;
  /** Description for the model. */
  readonly description: string;
  readonly "x-tags": readonly string[];
  readonly properties: {
    /** JSON Schema of the arguments. */
    readonly arguments: Reference;
    /** JSON Schema of the result. */
    readonly data: Reference;
  };
}

/** The subset of OpenAPI 3.1 that the document uses. */
export interface OpenAPIDocument {
  readonly openapi: string;
  readonly info: {
    readonly title: string;
    readonly summary: string;
    readonly version: string;
    readonly description: string;
    readonly license: { readonly name: string; readonly identifier: string };
  };
  readonly servers: readonly Server[];
  readonly security: ReadonlyArray<Readonly<Record<string, readonly string[]>>>;
  readonly tags: ReadonlyArray<{ readonly name: string; readonly description: string }>;
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
    readonly schemas: Readonly<Record<string, JSONSchema>> & {
      readonly Error: JSONSchema & { readonly "x-error-codes": Readonly<Record<string, ErrorCode>> };
      readonly MetaTools: JSONSchema & { readonly properties: Readonly<Record<MetaToolSlug, MetaTool>> };
    };
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly headers: Readonly<Record<string, Header>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly examples: Readonly<Record<string, Example>>;
  };
}
