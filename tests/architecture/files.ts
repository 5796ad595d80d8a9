/** Texts of files by their path from the root of the repository, with `/`. */
export type Files = Readonly<Record<string, string>>

/** Every check gives one line for each breach, which names the file and says what to do. */
export type Problems = string[]

/** `renderPictures` → `render-pictures`, `RenderPictures` too. */
export const kebabCase = (name: string) =>
  name.replace(/[A-Z]/g, (letter, at) => `${at ? '-' : ''}${letter.toLowerCase()}`)

export const matching = (files: Files, pattern: RegExp) =>
  Object.entries(files).filter(([path]) => pattern.test(path))
