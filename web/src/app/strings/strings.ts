import type { en } from './en.ts'

type TextsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsOf<T[K]> }

/** What each language must have: the keys of English, no fewer and no more. */
export type Strings = TextsOf<typeof en>
