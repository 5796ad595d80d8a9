import { existsSync } from 'node:fs'
import { machineFile } from '../machines.ts'
import { executionsArn, machineArn } from '../names.ts'
import type { Resources } from '../resources.ts'
import type { Capability, Grant, Permission } from './grant.ts'

/** `creative/generate-pictures` → `GENERATE_PICTURES_MACHINE_ARN` */
const variableOf = (path: string) =>
  `${path.replace(/^.*\//, '').replaceAll('-', '_').toUpperCase()}_MACHINE_ARN`

const startAnd = ({ stage }: Resources, path: string, action?: string): Grant => {
  if (!existsSync(machineFile(path))) throw new Error(`state-machines/${path}.asl.json does not exist`)
  const arn = machineArn(stage, path)
  const onExecutions = (action: string): Permission => ({
    actions: [action],
    resource: executionsArn(stage, path),
    wildcard: 'One execution per row, named by its id.',
  })
  return {
    environment: { [variableOf(path)]: arn },
    allow: [{ actions: ['states:StartExecution'], resource: arn }, ...(action ? [onExecutions(action)] : [])],
  }
}

/** Starts executions of `state-machines/<path>.asl.json`. */
export const startMachine =
  (path: string): Capability =>
  (resources) =>
    startAnd(resources, path)

/** Starts executions, and stops them. */
export const runMachine =
  (path: string): Capability =>
  (resources) =>
    startAnd(resources, path, 'states:StopExecution')

/** Looks whether an execution still runs, and starts one in place of a lost one. */
export const recoverMachine =
  (path: string): Capability =>
  (resources) =>
    startAnd(resources, path, 'states:DescribeExecution')
