import type { Hono } from "hono";
import type { ApiVersion } from "../api-version.ts";
import type { Environment } from "../requests/environment.ts";

// The router does not store creation dates of projects.
const UNKNOWN_DATE = "1970-01-01T00:00:00.000Z";

/** Serves the project that a credential acts on. Apps call this route to test a login. */
export function addCallerInfo(app: Hono<Environment>, version: ApiVersion): void {
  app.get(`/api/${version}/auth/session/info`, (context) => {
    const { project } = context.get("caller");
    return context.json({
      project: {
        auto_id: 0,
        id: project.id,
        nano_id: project.id,
        org_id: project.orgId,
        name: project.id,
        email: "",
        created_at: UNKNOWN_DATE,
        updated_at: UNKNOWN_DATE,
        webhook_url: null,
        event_webhook_url: null,
        webhook_secret: null,
        triggers_enabled: false,
        last_subscribed_at: null,
        deleted: false,
        is_new_webhook: true,
        webhook_version: "V3",
        org: { id: project.orgId, name: project.orgId, plan: "local" },
      },
      org_member: { id: "local", email: "", name: "Local", role: "ADMIN", metadata: {} },
      api_key: null,
    });
  });
}
