/** Operations of the document that the local router answers with 501. Remove one when it has a handler. */
export const notServed: ReadonlySet<string> = new Set();
