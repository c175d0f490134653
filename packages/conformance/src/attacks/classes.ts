import type { AttackClass } from "./attack.ts";
import { accounts } from "./accounts.ts";
import { approvals } from "./approvals.ts";
import { bodies } from "./bodies.ts";
import { brokenHTTP } from "./broken-http.ts";
import { client } from "./client.ts";
import { denial } from "./denial.ts";
import { echo } from "./echo.ts";
import { files } from "./files.ts";
import { hooks } from "./hooks.ts";
import { idempotency } from "./idempotency.ts";
import { links } from "./links.ts";
import { secrets } from "./secrets.ts";
import { wire } from "./wire.ts";
import { ssrf } from "./ssrf.ts";
import { isolation } from "./isolation.ts";

export const classes: readonly AttackClass[] = [
  isolation,
  files,
  ssrf,
  idempotency,
  echo,
  hooks,
  secrets,
  approvals,
  accounts,
  wire,
  brokenHTTP,
  client,
  links,
  bodies,
  denial,
];
