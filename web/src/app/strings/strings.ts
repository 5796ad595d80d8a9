import type { en } from './en.ts'

/** Texts of another language with the same keys. */
export type TextsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsOf<T[K]> }

/** What each language must have: the keys of English, no fewer and no more. */
export type Strings = TextsOf<typeof en>
