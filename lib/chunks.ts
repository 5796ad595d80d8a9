import type { Metafile } from 'esbuild'

type Outputs = Metafile['outputs']

/**
 * The files that an entry needs, itself first: what it imports at once and what it may import later. With `eager`
 * only those that are loaded at once, which is what a cold start pays for.
 */
export const chunksOf = (outputs: Outputs, entry: string, { eager = false } = {}): string[] => {
  const files = new Set([entry])
  // A set that grows while it is walked is walked to its end.
  for (const file of files) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (!external && (kind === 'import-statement' || !eager)) files.add(path)
    }
  }
  return [...files]
}

/** Names of the packages outside the bundle that any of these files imports. */
export const externalsOf = (outputs: Outputs, files: string[]): string[] =>
  files.flatMap(
    (file) => outputs[file]?.imports.flatMap(({ path, external }) => (external ? [path] : [])) ?? [],
  )
