/** Removal begins so much later than the end of restoring: then none that was asked for in time can still be under way. In ms. */
export const graceMs = 60 * 60_000
