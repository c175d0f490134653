/** Operations in the document for which the local router returns 501. Remove one when it has a handler. */
export const unimplementedOperations: ReadonlySet<string> = new Set();
