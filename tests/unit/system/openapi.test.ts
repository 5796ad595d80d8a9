import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { endpoints } from '../../../contracts/index.ts'
import { described, operationOf, operations, responseOf } from './described.ts'

test('redocly finds no error and no warning by its recommended rules', async () => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(described), config })
  const lines = problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`,
  )
  expect(lines).toEqual([])
}, 60_000)

test('every endpoint is described at its address, under a tag that says what it is about', () => {
  const addresses = operations.map(({ path, method, operation }) => [operation.operationId, method, path])
  expect(addresses.sort()).toEqual(
    Object.entries(endpoints)
      .map(([name, { method, path }]) => [name, method.toLowerCase(), path])
      .sort(),
  )
  const tags = described.tags.map(({ name }) => name)
  expect(tags).toEqual(['auth', 'workspaces', 'audit', 'creative', 'realtime', 'system'])
  for (const { operation } of operations) {
    expect([operation.operationId, operation.tags]).toEqual([operation.operationId, [expect.any(String)]])
    expect(tags).toEqual(expect.arrayContaining(operation.tags))
  }
  expect(operationOf('inviteMember').tags).toEqual(['workspaces'])
})

test('fields of a body and a query keep their bounds, and a name stands for what is used more than once', () => {
  expect(operationOf('createGeneration').requestBody).toMatchObject({
    content: {
      'application/json': {
        schema: {
          required: ['brandId', 'brief', 'aspectRatios', 'count'],
          additionalProperties: false,
          properties: {
            brandId: { pattern: '^brd_[0-7][0-9a-hjkmnp-tv-z]{25}$' },
            brief: { type: 'string', minLength: 1, maxLength: 4000 },
            aspectRatios: { items: { $ref: '#/components/schemas/AspectRatio' } },
            count: { type: 'integer', minimum: 1, maximum: 8 },
          },
        },
      },
    },
  })
  expect(operationOf('listGenerations').parameters).toMatchObject([
    { name: 'cursor', in: 'query', required: false },
    { name: 'limit', in: 'query', required: false, schema: { minimum: 1, maximum: 100, default: 20 } },
  ])
  expect(responseOf('getGeneration', 200).content).toEqual({
    'application/json': { schema: { $ref: '#/components/schemas/Generation' } },
  })
  expect(described.components.schemas.Generation).toMatchObject({
    properties: { pictures: { items: { $ref: '#/components/schemas/Picture' } } },
  })
})
