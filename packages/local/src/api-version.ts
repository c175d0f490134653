/** The versions of the API. Both have the same operations here; some answers differ in their form. */
export const apiVersions = ["v3", "v3.1"] as const;

export type ApiVersion = (typeof apiVersions)[number];
