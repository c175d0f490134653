import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import { credentialHeaders, keyAreas } from "../spec.ts";
import { hashed } from "../state/state.ts";

/** A project key with reduced rights. */
export interface ScopedKey {
  key: string;
  /** What it was granted, each as `<area>:<level>`, such as `sessions:read` or `tool_execution:write`. */
  areas: readonly string[];
}

/** One project: what it has is invisible to the others. */
export interface Project {
  readonly id: string;
  readonly orgId: string;
  readonly context: RouterContext;
}

/** Who sends a request: the project it acts on, and what it may do there. */
export interface Caller {
  readonly project: Project;
  /** Undefined: everything. */
  readonly areas: ReadonlySet<string> | undefined;
  /** What the caller's budget is counted by. */
  readonly key: string;
}

export interface Keyring {
  /** By key. */
  readonly projectKeys: ReadonlyMap<string, Omit<Caller, "key">>;
  /** No user key is accepted if it is left out. It acts on the first project unless the request names another one. */
  readonly userApiKey: string | undefined;
  readonly projects: readonly Project[];
}

/** Refuses a request that does not carry exactly one credential, or one that is not accepted. */
export function identifyCaller(headers: Headers, keyring: Keyring): Caller {
  const apiKey = headers.get(credentialHeaders.project);
  const userApiKey = headers.get(credentialHeaders.user);
  if (apiKey !== null && userApiKey !== null) {
    refuse("Auth_Unauthorized", "More than one credential was sent", {
      suggestedFix: `Send ${credentialHeaders.project} or ${credentialHeaders.user}, not both`,
    });
  }
  if (apiKey !== null) {
    const known = keyring.projectKeys.get(apiKey);
    if (known !== undefined) return { ...known, key: apiKey };
    refuse("APIKey_InvalidAPIKey", "The API key is not accepted", {
      suggestedFix: apiKey.startsWith("uak_")
        ? `This is a user key: send it as ${credentialHeaders.user}`
        : "Send the key that the router printed when it was started",
    });
  }
  if (userApiKey !== null) {
    // Comparing hashes takes as long whatever the first different character is.
    if (keyring.userApiKey !== undefined && hashed(userApiKey) === hashed(keyring.userApiKey)) {
      return { project: projectOf(headers, keyring.projects), areas: undefined, key: userApiKey };
    }
    refuse("UserApiKey_Unauthorized", "The user key is not accepted", {
      suggestedFix: "Send the key that the router was made with",
    });
  }
  return refuse("Auth_NoAuthProvided", "No credential was sent", { suggestedFix: `Send ${credentialHeaders.project}` });
}

/** Refuses a scoped key that was not granted the operation's area. */
export function requireArea({ areas }: Caller, area: string | undefined): void {
  if (areas === undefined || area === undefined || areas.has(area)) return;
  refuse("APIKey_InsufficientPermissions", `This API key was not granted ${area}`, {
    suggestedFix: "Grant it to this key, or use another key",
  });
}

/** Throws if there is no such area, so that a misspelt one is noticed. */
export function checkAreas(areas: readonly string[], where: string): void {
  const unknown = areas.find((area) => !keyAreas.has(area));
  if (unknown === undefined) return;
  throw new TypeError(`${where} must be some of ${[...keyAreas].join(", ")}; one is ${JSON.stringify(unknown)}`);
}

const MIN_SECRET_LENGTH = 24;
const MIN_DIFFERENT_CHARACTERS = 8;

/**
 * Throws a TypeError if a key can be guessed by other machines, which reach `host`. `name` is the option that holds it.
 * The message does not contain the key.
 */
export function checkUnguessable(secret: string, name: string, host: string): void {
  const different = new Set(secret).size;
  if (secret.length >= MIN_SECRET_LENGTH && different >= MIN_DIFFERENT_CHARACTERS) return;
  const found =
    secret.length < MIN_SECRET_LENGTH
      ? `it has ${secret.length} characters, at least ${MIN_SECRET_LENGTH} are required`
      : `it has only ${different} different characters`;
  throw new TypeError(
    `${name} is too easy to guess to listen on ${host}, which other machines reach: ${found}. Generate one with: ${generateKey}`,
  );
}

/** A shell command that prints a new key. */
export const generateKey = "openssl rand -hex 32";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// A person belongs to several projects: two headers together say which one is meant.
function projectOf(headers: Headers, projects: readonly Project[]): Project {
  const [first] = projects;
  const orgId = headers.get("x-org-id");
  const projectId = headers.get("x-project-id");
  if (first !== undefined && orgId === null && projectId === null) return first;
  if (orgId === null || projectId === null || uuid.test(orgId) || uuid.test(projectId)) {
    return refuse("HTTP_BadRequest", "x-org-id and x-project-id scope a user key together", {
      suggestedFix: "Send both, as org_… and proj_…, or neither",
    });
  }
  return (
    projects.find((project) => project.id === projectId && project.orgId === orgId) ??
    refuse("Project_NotFound", `There is no project ${projectId} of ${orgId}`, {
      suggestedFix: "Use the ids of a project that the key belongs to",
    })
  );
}
