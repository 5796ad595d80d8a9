/** The parts of the Amazon States Language that the local cloud looks at itself. */
export type Definition = { StartAt: string; States: Record<string, State>; TimeoutSeconds?: number }

export type State = {
  Type: string
  Resource?: string
  QueryLanguage?: string
  TimeoutSeconds?: number
  TimeoutSecondsPath?: string
  HeartbeatSeconds?: number
  ItemsPath?: string
  ItemSelector?: unknown
  Parameters?: unknown
  MaxConcurrency?: number
  MaxConcurrencyPath?: string
  ItemReader?: unknown
  ItemProcessor?: Definition & { ProcessorConfig?: { Mode?: string } }
  Iterator?: Definition
  Branches?: Definition[]
  [field: string]: unknown
}

export const lambdaInvoke = 'arn:aws:states:::lambda:invoke'

const isFunction = (resource = '') => /^arn:aws:lambda:[^:]+:\d+:function:/.test(resource)

/** The definitions that a state holds. */
const innerDefinitions = (state: State): Definition[] => [
  ...(state.Branches ?? []),
  ...(state.ItemProcessor ? [state.ItemProcessor] : []),
  ...(state.Iterator ? [state.Iterator] : []),
]

/**
 * Refuses what AWS would run and the local cloud would not, before anyone starts it.
 * @throws Error naming the machine, the state and the feature.
 */
export const checkDefinition = (
  machine: string,
  definition: Definition & { QueryLanguage?: string },
): void => {
  const refuse = (state: string, what: string) => {
    throw new Error(`The local cloud cannot run ${machine}: ${state} uses ${what}`)
  }
  if (definition.QueryLanguage === 'JSONata') refuse('the definition', 'JSONata')
  for (const [name, state] of Object.entries(definition.States)) {
    if (state.QueryLanguage === 'JSONata') refuse(name, 'JSONata')
    if (state.HeartbeatSeconds !== undefined) refuse(name, 'HeartbeatSeconds')
    if (state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED' || state.ItemReader !== undefined)
      refuse(name, 'a distributed Map')
    if (state.Type === 'Task' && state.Resource !== lambdaInvoke && !isFunction(state.Resource))
      refuse(name, `the resource ${state.Resource}`)
    for (const inner of innerDefinitions(state)) checkDefinition(machine, inner)
  }
}
