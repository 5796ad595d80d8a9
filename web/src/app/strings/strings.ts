/** Texts of another language: the keys of English, no fewer and no more. */
export type TextsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsOf<T[K]> }
