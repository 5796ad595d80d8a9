import { expect, test } from 'vitest'
import { databaseRoles } from '../../lib/services/index.ts'
import { stageOf } from '../../lib/stage.ts'
import { dataStackWith, ofType, ourFunctions, type Resource, resourcesOf } from './synth.ts'

const { database } = stageOf('local')

const preparedIn = (resources: Resource[]) =>
  new Set(
    ourFunctions(resources).flatMap(
      ({ properties }) => properties.Environment.Variables.DATABASE_PREPARED ?? [],
    ),
  )

test.each(['dev', 'prod'] as const)(
  'stage %s has one instance and no proxy, and prepares statements',
  async (stage) => {
    const resources = await resourcesOf(stage)
    expect(ofType(resources, 'AWS::RDS::DBInstance')).toHaveLength(1)
    expect(ofType(resources, 'AWS::RDS::DBProxy')).toEqual([])
    expect(preparedIn(resources)).toEqual(new Set(['true']))
  },
)

test('a stage that asks for a proxy gets one that lets in whoever has a role', () => {
  const resources = dataStackWith({ database: { ...database, proxy: true } })
  const [proxy, ...others] = ofType(resources, 'AWS::RDS::DBProxy')
  expect(others).toEqual([])
  expect(proxy?.properties.Auth).toHaveLength(databaseRoles.length)
})

test('a stage that asks for readers gets them', () => {
  const resources = dataStackWith({ database: { ...database, readers: 2 } })
  expect(ofType(resources, 'AWS::RDS::DBInstance')).toHaveLength(3)
})
