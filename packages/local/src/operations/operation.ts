import type { operations } from "@tool-router/openapi";
import type { ApiVersion } from "../api-version.ts";
import type { ActiveFault } from "../faults.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { OperationId } from "../spec.ts";

type Json<Message> = Message extends { content: { "application/json": infer Body } } ? Body : never;
type Parameters<Id extends OperationId, In extends "path" | "query"> = operations[Id]["parameters"] extends {
  [place in In]: infer Values;
}
  ? Values
  : operations[Id]["parameters"] extends { [place in In]?: infer Values }
    ? NonNullable<Values>
    : never;

export type PathParameters<Id extends OperationId> = Parameters<Id, "path">;
export type QueryParameters<Id extends OperationId> = Parameters<Id, "query">;

/** The JSON body by the API document. Includes undefined if it is optional; undefined if the operation has no body. */
export type RequestBody<Id extends OperationId> = operations[Id] extends { requestBody: infer Body }
  ? Json<Body>
  : operations[Id] extends { requestBody?: infer Body }
    ? Json<NonNullable<Body>> | undefined
    : undefined;

export type SuccessBody<Id extends OperationId> = {
  [Status in keyof operations[Id]["responses"]]: Status extends 200 | 201
    ? Json<operations[Id]["responses"][Status]>
    : never;
}[keyof operations[Id]["responses"]];

/** A request that has passed all checks of the API document. */
export interface ApiRequest<Id extends OperationId> {
  path: PathParameters<Id>;
  query: QueryParameters<Id>;
  body: RequestBody<Id>;
  /** The session named by the path. */
  session: PathParameters<Id> extends { session_id: string } ? StoredSession : undefined;
  /** Base of absolute URLs in the response: the request's origin, or `publicUrl`. */
  origin: string;
  version: ApiVersion;
  /** Aborts when the caller hangs up. */
  signal: AbortSignal;
  /** Simulated failures. */
  faults: readonly ActiveFault[];
}

/** Returns the body of the success response, or throws a refusal. */
export type Handler<Id extends OperationId> = (
  request: ApiRequest<Id>,
  router: RouterContext,
) => SuccessBody<Id> | Promise<SuccessBody<Id>>;
