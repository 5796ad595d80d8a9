type State = {
  Type: string
  Resource?: string
  TimeoutSeconds?: number
  Retry?: unknown[]
  ItemProcessor?: Flow
  Branches?: Flow[]
}
type Flow = { States: Record<string, State> }

/** Every task of a flow, with those inside Map and Parallel. */
export const tasksOf = ({ States }: Flow): [string, State][] =>
  Object.entries(States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state] as [string, State]] : []),
    ...[state.ItemProcessor, ...(state.Branches ?? [])].flatMap((flow) => (flow ? tasksOf(flow) : [])),
  ])
