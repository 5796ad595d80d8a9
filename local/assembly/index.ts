import { readAlarms } from './alarms.ts'
import { readApiGateway } from './apis.ts'
import { createCatalogue } from './catalogue.ts'
import { readCustomResources } from './custom-resources.ts'
import { readData } from './data.ts'
import { readDeployments, readDistribution } from './distribution.ts'
import { readFunctions, readTriggers } from './functions.ts'
import { ignored } from './ignored.ts'
import type { Assembly } from './model.ts'
import { readPolicies } from './policies.ts'
import type { RunTimeValues } from './references.ts'
import { AssemblyError, readStacks } from './stacks.ts'
import { readEvents, readMachines, readSchedules } from './work.ts'

/**
 * Reads a synthesised cloud assembly, all stacks of it, and resolves every reference that something here depends on.
 * Throws an AssemblyError for what a deployment would refuse, and for resource types that the local cloud does not know.
 */
export const readAssembly = (dir: string, values: RunTimeValues): Assembly => {
  const catalogue = createCatalogue(readStacks(dir), values)
  const parts = {
    functions: readFunctions(catalogue),
    ...readApiGateway(catalogue),
    machines: readMachines(catalogue),
    ...readEvents(catalogue),
    schedules: readSchedules(catalogue),
    ...readData(catalogue),
    distribution: readDistribution(catalogue),
    deployments: readDeployments(catalogue),
    customResources: readCustomResources(catalogue),
    triggers: readTriggers(catalogue),
    alarms: readAlarms(catalogue),
  }
  const takers = [...parts.functions, ...parts.machines, ...targetsOf(parts)]
  const roles = new Set(takers.flatMap(({ roleArn }) => roleArn ?? []))
  const assembly = { ...parts, ...readPolicies(catalogue, roles) }
  const unknown = [...catalogue.unread()].filter(([type]) => !(type in ignored))
  if (unknown.length > 0) {
    const list = unknown.map(([type, example]) => `  ${type} (${example})`).join('\n')
    throw new AssemblyError(
      `The local cloud does not know these resource types. Teach it to read them, or put them into local/assembly/ignored.ts with a reason:\n${list}`,
    )
  }
  return assembly
}

const targetsOf = ({ rules, schedules }: Pick<Assembly, 'rules' | 'schedules'>) => [
  ...rules.flatMap(({ targets }) => targets),
  ...schedules.map(({ target }) => target),
]
