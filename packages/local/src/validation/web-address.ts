import { refuse } from "../errors.ts";

/** Refuses a URL that a browser must not be redirected to, such as `javascript:…`. */
export function requireWebAddress(address: string | undefined, field: string): void {
  if (address === undefined || (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol))) return;
  refuse("HTTP_BadRequest", "The request does not fit the schema", {
    errors: [`${field}: must begin with http:// or https://`],
  });
}
