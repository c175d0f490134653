import type { Hono } from "hono";
import { refuse } from "../errors.ts";
import type { ApiVersion } from "../api-version.ts";
import type { Environment } from "../requests/environment.ts";

/**
 * Operations of the hosted API that this router does not implement. They are answered with 501 and the operation's name
 * instead of a 404. Paths are below the version prefix.
 */
const unserved: readonly (readonly [methods: string, path: string])[] = [
  ["POST", "/api_key_revocation"],
  ["GET", "/cli/get-session"],
  ["GET", "/cli/realtime/credentials"],
  ["POST", "/cli/codact_failures"],
  ["POST", "/cli/create-session"],
  ["POST", "/cli/realtime/auth"],
  ["POST", "/connected_accounts"],
  ["POST", "/connected_accounts/complete_auth"],
  ["GET", "/files/list"],
  ["GET", "/internal/action_execution/fields"],
  ["GET", "/internal/action_execution/log/:id"],
  ["POST", "/internal/action_execution/logs"],
  ["GET", "/internal/trigger/log/:id"],
  ["POST", "/internal/trigger/logs"],
  ["POST", "/logs/tool_execution"],
  ["GET", "/logs/tool_execution/:id"],
  ["GET POST", "/mcp/servers"],
  ["POST", "/mcp/servers/custom"],
  ["POST", "/mcp/servers/generate"],
  ["GET POST", "/mcp/servers/:server_id/instances"],
  ["DELETE", "/mcp/servers/:server_id/instances/:instance_id"],
  ["GET", "/mcp/app/:app_key"],
  ["GET PATCH DELETE", "/mcp/:id"],
  ["POST", "/org/clanker/create_claim"],
  ["GET", "/org/consumer/connected_toolkits"],
  ["POST", "/org/consumer/project/resolve"],
  ["GET", "/org/list"],
  ["GET", "/org/owner/project/list"],
  ["POST", "/org/owner/project/new"],
  ["GET DELETE", "/org/owner/project/:nano_id"],
  ["POST", "/org/owner/project/:nano_id/regenerate_api_key"],
  ["GET", "/org/project/list"],
  ["POST", "/org/usage/summary"],
  ["POST", "/org/usage/:entity_type"],
  ["POST", "/project/usage/summary"],
  ["POST", "/project/usage/:entity_type"],
  ["GET", "/toolkits/changelog"],
  ["POST", "/tools/execute/:tool_slug/input"],
  ["POST", "/tools/scopes/required"],
  ["GET", "/trigger_instances/active"],
  ["PATCH DELETE", "/trigger_instances/manage/:trigger_id"],
  ["POST", "/trigger_instances/:slug/upsert"],
  ["GET", "/triggers_types"],
  ["GET", "/triggers_types/list/enum"],
  ["GET", "/triggers_types/:slug"],
  ["GET POST", "/webhook_endpoints"],
  ["GET POST PATCH DELETE", "/webhook_endpoints/:nano_id"],
  ["GET POST", "/webhook_subscriptions"],
  ["GET", "/webhook_subscriptions/event_types"],
  ["GET PATCH DELETE", "/webhook_subscriptions/:id"],
  ["POST", "/webhook_subscriptions/:id/rotate_secret"],
];

/** First path segments that are entirely unserved. They cover operations missing from the list above. */
const unservedAreas: readonly string[] = [
  "api_key_revocation",
  "cli",
  "custom",
  "internal",
  "keyring",
  "logs",
  "mcp",
  "migration",
  "org",
  "organization",
  "project",
  "session_configs",
  "skills",
  "trigger_instances",
  "triggers_types",
  "usage",
  "webhook_endpoints",
  "webhook_subscriptions",
];

const replacements: Readonly<Record<string, string>> = {
  postConnectedAccounts: "Use POST /connected_accounts/link",
  postToolsExecuteByToolSlugInput: "Send the arguments to POST /tools/execute/{tool_slug}",
};

/** Adds 501 responses for unserved operations. Call it before adding routes such as `/toolkits/{slug}`, which match more. */
export function addUnservedOperations(app: Hono<Environment>, version: ApiVersion): void {
  const prefix = `/api/${version}`;
  for (const [methods, path] of unserved) {
    for (const method of methods.split(" ")) {
      const id = operationId(method, path);
      app.on(method, prefix + path, () => refuseUnserved(`${id} (${method} ${documented(path)})`, replacements[id]));
    }
  }
  for (const path of [...unservedAreas.map((area) => `/${area}/*`), "/toolkits/:slug/:rest{.+}"]) {
    app.all(prefix + path, ({ req }) => refuseUnserved(`${req.method} ${req.path.slice(prefix.length)}`));
  }
}

function refuseUnserved(operation: string, suggestedFix?: string): never {
  return refuse("HTTP_NotImplemented", `This router does not implement ${operation}`, { suggestedFix });
}

/** `GET`, `/triggers_types/:slug` → `getTriggersTypesBySlug`, the naming scheme of the API document. */
function operationId(method: string, path: string): string {
  const words = path
    .split("/")
    .slice(1)
    .map((part) => (part.startsWith(":") ? `by_${part.slice(1)}` : part))
    .flatMap((part) => part.split(/[_-]/));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function documented(path: string): string {
  return path.replaceAll(/:(\w+)/g, "{$1}");
}
