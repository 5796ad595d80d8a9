export type Cleanup = ReturnType<typeof createCleanup>

/** Undoes what was begun, the last first, and all of it even where a part fails. */
export const createCleanup = () => {
  const steps: (() => unknown)[] = []
  let done: Promise<void> | undefined
  const runAll = async () => {
    const failures: unknown[] = []
    for (const step of steps.reverse()) await Promise.try(step).catch((error) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, 'The local cloud did not stop cleanly')
  }
  return {
    add: (step: () => unknown) => void steps.push(step),
    /** Runs once, however often it is called. */
    run: () => {
      done ??= runAll()
      return done
    },
  }
}
