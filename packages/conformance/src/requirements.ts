import type { Requirement } from "./requirement.ts";
import { credentials } from "./requirements/credentials.ts";
import { execution } from "./requirements/execution.ts";
import { metaTools } from "./requirements/meta-tools.ts";
import { oauth } from "./requirements/oauth.ts";
import { sessions } from "./requirements/sessions.ts";
import { surroundings } from "./requirements/surroundings.ts";

/** Everything that a router must do. */
export const requirements: readonly Requirement[] = [
  ...credentials,
  ...sessions,
  ...execution,
  ...metaTools,
  ...oauth,
  ...surroundings,
];
