import type { Account } from "../accounts/account.ts";
import type { Project } from "../requests/caller.ts";
import type { RouterContext } from "../router-context.ts";
import type { State } from "../state/state.ts";
import { readLink, type Link } from "./links.ts";

export interface FoundLink {
  /** The link's project. */
  router: RouterContext;
  link: Link;
  account: Account;
}

interface LinkSources {
  readonly projects: readonly Project[];
  /** State of all projects. Links are found by their tokens. */
  readonly shared: State;
}

export async function findByToken({ projects, shared }: LinkSources, token: string): Promise<FoundLink | undefined> {
  const link = await readLink(shared, token);
  const router = projects.find(({ id }) => id === link?.project)?.context;
  const account = link && (await router?.accounts.get(link.accountId));
  return link && router && account && { router, link, account };
}

/** The account of a link, by the link's token, its URL or the account's id. */
export async function findLinkedAccount(
  sources: LinkSources,
  link: string,
): Promise<Pick<FoundLink, "router" | "account"> | undefined> {
  const token = /(?:^|\/link\/)([^/?#]+)(?:[?#].*)?$/.exec(link)?.[1] ?? link;
  const found = await findByToken(sources, token);
  if (found !== undefined) return found;
  for (const { context: router } of sources.projects) {
    const account = await router.accounts.get(token);
    if (account !== undefined) return { router, account };
  }
  return undefined;
}
