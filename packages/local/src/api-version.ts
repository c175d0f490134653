/** Versions of the API. Both have the same operations here; the format of some responses differs. */
export const apiVersions = ["v3", "v3.1"] as const;

export type ApiVersion = (typeof apiVersions)[number];
