import { refuse } from "../errors.ts";
import type { Caller, Project } from "../requests/caller.ts";
import { credentialHeaders, keyAreas } from "../spec.ts";
import { hashed } from "../state/state.ts";

/** A project key with reduced rights. */
export interface ScopedKey {
  key: string;
  /** Granted areas, each as `<area>:<level>`, such as `sessions:read` or `tool_execution:write`. */
  areas: readonly string[];
}

export interface Keyring {
  /** Callers by project key. */
  readonly projectKeys: ReadonlyMap<string, Omit<Caller, "key">>;
  /** The accepted user key. It acts on the first project unless the request names another one. */
  readonly userApiKey: string | undefined;
  readonly projects: readonly Project[];
}

/** Refuses a request without exactly one valid credential. */
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
    refuse("APIKey_InvalidAPIKey", "Invalid API key", {
      suggestedFix: apiKey.startsWith("uak_")
        ? `This is a user key: send it as ${credentialHeaders.user}`
        : "Send the key that the router printed at start, or its option apiKey",
    });
  }
  if (userApiKey !== null) {
    // Comparing hashes does not leak the position of the first wrong character.
    if (keyring.userApiKey !== undefined && hashed(userApiKey) === hashed(keyring.userApiKey)) {
      return { project: projectOf(headers, keyring.projects), areas: undefined, key: userApiKey };
    }
    refuse("UserApiKey_Unauthorized", "Invalid user key", {
      suggestedFix: "Send the router's option userApiKey",
    });
  }
  return refuse("Auth_NoAuthProvided", "No credential was sent", { suggestedFix: `Send ${credentialHeaders.project}` });
}

/** Throws a TypeError for an unknown area. */
export function checkAreas(areas: readonly string[], where: string): void {
  const unknown = areas.find((area) => !keyAreas.has(area));
  if (unknown === undefined) return;
  throw new TypeError(`${where}: unknown area ${JSON.stringify(unknown)}. Areas: ${[...keyAreas].join(", ")}`);
}

const MIN_SECRET_LENGTH = 24;
const MIN_DISTINCT_CHARACTERS = 8;

/**
 * Throws a TypeError if a secret is too easy to guess for a host that other machines reach. `name` is its option. The
 * message does not contain the secret.
 */
export function checkUnguessable(secret: string, name: string, host: string): void {
  const distinct = new Set(secret).size;
  if (secret.length >= MIN_SECRET_LENGTH && distinct >= MIN_DISTINCT_CHARACTERS) return;
  const found =
    secret.length < MIN_SECRET_LENGTH
      ? `it has ${secret.length} characters, at least ${MIN_SECRET_LENGTH} are required`
      : `it has only ${distinct} distinct characters`;
  throw new TypeError(
    `${name} is too easy to guess for ${host}, which other machines reach: ${found}. Generate one with: ${GENERATE_KEY_COMMAND}`,
  );
}

/** Shell command that prints a new key. */
export const GENERATE_KEY_COMMAND = "openssl rand -hex 32";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// A user may belong to several projects. The two headers select one.
function projectOf(headers: Headers, projects: readonly Project[]): Project {
  const [first] = projects;
  const orgId = headers.get("x-org-id");
  const projectId = headers.get("x-project-id");
  if (first !== undefined && orgId === null && projectId === null) return first;
  if (orgId === null || projectId === null || uuid.test(orgId) || uuid.test(projectId)) {
    return refuse("HTTP_BadRequest", "x-org-id and x-project-id must be sent together, as org_… and proj_…", {
      suggestedFix: "Send both headers or neither",
    });
  }
  return (
    projects.find((project) => project.id === projectId && project.orgId === orgId) ??
    refuse("Project_NotFound", `No project has the id ${projectId} in ${orgId}`, {
      suggestedFix: "Use the ids of a project that the key belongs to",
    })
  );
}
