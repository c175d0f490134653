import { knownStatuses } from "../spec.ts";
import { closestName, unknownName } from "../validation/closest-name.ts";

/** Throws a TypeError if a status is a misspelled known one. Other unknown statuses are allowed by the spec. */
export function checkStatus(status: string, where: string): void {
  if (knownStatuses.includes(status) || closestName(status, knownStatuses) === undefined) return;
  throw new TypeError(`${where}: ${unknownName("status", status, knownStatuses)}`);
}
