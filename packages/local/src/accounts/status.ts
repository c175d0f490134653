import { knownStatuses } from "../spec.ts";
import { closestName } from "../validation/closest-name.ts";

/** Throws a TypeError if a status is one of the document's that is misspelt. Others there may be: the document says so. */
export function checkStatus(status: string, where: string): void {
  const near = knownStatuses.includes(status) ? undefined : closestName(status, knownStatuses);
  if (near !== undefined) throw new TypeError(`${where}: there is no status ${status}; did you mean ${near}?`);
}
