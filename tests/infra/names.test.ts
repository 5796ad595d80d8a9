import { expect, test } from 'vitest'
import { environmentOf } from '../../lib/capabilities/grant.ts'
import { recoverMachine, runMachine } from '../../lib/capabilities/machines.ts'
import { functionName, machineName } from '../../lib/names.ts'
import type { Resources } from '../../lib/resources.ts'
import { stageOf } from '../../lib/stage.ts'

const stage = stageOf('prod')
/** `dhol-prod-creative-` and so many characters that the whole has `length`. */
const pathOf = (length: number) => `creative/${'x'.repeat(length - 'dhol-prod-creative-'.length)}`

test.each([
  ['function', functionName, 64],
  ['machine', machineName, 80],
])('the name of a %s is as long as AWS takes it, and no longer', (_what, name, longest) => {
  expect(name(stage, pathOf(longest))).toHaveLength(longest)
  expect(() => name(stage, pathOf(longest + 1))).toThrow(
    new RegExp(`has ${longest + 1} characters.*shorten creative/x`),
  )
})

test('a machine that has no file can be started by nobody', () => {
  const given = { stage } as Resources
  for (const capability of [runMachine('creative/planted'), recoverMachine('creative/planted')]) {
    expect(() => capability(given, 'creative')).toThrow(
      'state-machines/creative/planted.asl.json does not exist',
    )
  }
})

test('capabilities that differ about a variable are found, and those that agree are not', () => {
  const login = (secret: string) => ({
    environment: { DATABASE_SECRET_ARN: secret, DATABASE_HOST: 'h' },
    allow: [],
  })
  expect(environmentOf([login('one'), login('one')])).toEqual({
    DATABASE_SECRET_ARN: 'one',
    DATABASE_HOST: 'h',
  })
  expect(() => environmentOf([login('one'), login('two')])).toThrow('set DATABASE_SECRET_ARN to different')
})
