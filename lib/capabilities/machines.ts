import { existsSync } from 'node:fs'
import { machineFile } from '../machines.ts'
import { executionsArn, machineArn } from '../names.ts'
import type { Resources } from '../resources.ts'
import type { Capability, Grant, Permission } from './grant.ts'

/** `creative/generate-pictures` → `GENERATE_PICTURES_MACHINE_ARN` */
const variableOf = (path: string) =>
  `${path.replace(/^.*\//, '').replaceAll('-', '_').toUpperCase()}_MACHINE_ARN`

const onExecutions = ({ stage }: Resources, path: string, action: string): Grant => {
  if (!existsSync(machineFile(path))) throw new Error(`state-machines/${path}.asl.json does not exist`)
  const allowed: Permission = {
    actions: [action],
    resource: executionsArn(stage, path),
    wildcard: 'One execution per row, named by its id.',
  }
  return { environment: { [variableOf(path)]: machineArn(stage, path) }, allow: [allowed] }
}

const startAnd = (resources: Resources, path: string, action: string): Grant => {
  const { environment, allow } = onExecutions(resources, path, action)
  const arn = machineArn(resources.stage, path)
  return { environment, allow: [{ actions: ['states:StartExecution'], resource: arn }, ...allow] }
}

/** Starts executions of `state-machines/<path>.asl.json`, and stops them. */
export const runMachine =
  (path: string): Capability =>
  (resources) =>
    startAnd(resources, path, 'states:StopExecution')

/** Looks whether an execution still runs, and starts one in place of a lost one. */
export const recoverMachine =
  (path: string): Capability =>
  (resources) =>
    startAnd(resources, path, 'states:DescribeExecution')

/** Stops executions, and starts none. */
export const stopMachine =
  (path: string): Capability =>
  (resources) =>
    onExecutions(resources, path, 'states:StopExecution')
