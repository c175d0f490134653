import { describeAccess, readAccess } from "../accounts/access.ts";
import { refuse } from "../errors.ts";
import { startLink } from "../links/links.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { Handler } from "./operation.ts";

export const link: Handler<"postToolRouterSessionBySessionIdLink"> = async (request, router) => {
  const { session, body, origin, faults } = request;
  const slug = body.toolkit.toLowerCase();
  const toolkit =
    router.catalog.toolkits.get(slug) ??
    refuse("ToolRouterV2_InvalidToolkitSlugs", `Unknown toolkit: ${slug}`, {
      suggestedFix: "List the session's toolkits",
    });
  sessionPolicy(session.settings).requireToolkit(slug);
  if (toolkit.auth === undefined) refuse("ToolRouterV2_ToolkitsIsNoAuth", `Toolkit ${slug} needs no account`);
  const wanted = body.experimental;
  const access = readAccess(wanted?.account_type, wanted?.acl_config_for_shared);
  const { token, account, redirectUrl } = await startLink(router, session, {
    toolkit,
    alias: body.alias,
    callbackUrl: body.callback_url,
    access,
    expired: faults.some(({ fault }) => fault.kind === "link_expired"),
    origin,
  });
  return {
    link_token: token,
    redirect_url: redirectUrl,
    connected_account_id: account.id,
    ...(wanted === undefined ? {} : { experimental: describeAccess(access) }),
  };
};
