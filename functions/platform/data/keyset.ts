import { fitting, jsonBytes } from './fitting.ts'

/**
 * Lambda answers 6 MB at most, headers and all, and the JSON of a page goes out as a text within JSON, where each
 * quotation mark and backslash takes a second byte: a page may be twice as long as it is counted here.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxPageBytes = 2_900_000

/**
 * One page of items that were read with a limit one above the page's, so that the next page is known to exist. A page
 * that grows too long ends early, with at least one item: the next one goes on from there.
 */
export function toPage<T extends { id: string }>(found: T[], limit: number) {
  const items = fitting(found.slice(0, limit), maxPageBytes, jsonBytes)
  return { items, nextCursor: found.length > items.length ? (items.at(-1)?.id ?? null) : null }
}
