import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { expect, test } from 'vitest'
import { edgeEnv } from '../../../functions/platform/env.ts'
import { checkEdge } from '../../../functions/platform/http/edge.ts'

const marksOf = (text: string) => edgeEnv.safeParse({ EDGE_MARKS: text, LIMITS_TABLE: 'limits' })
const isLetIn = (text: string, shown?: string) => {
  const headers = shown === undefined ? {} : { 'x-dhol-edge': shown }
  try {
    checkEdge(marksOf(text).data?.EDGE_MARKS ?? [], { headers } as APIGatewayProxyEventV2)
    return true
  } catch {
    return false
  }
}

test('through a whole rotation CloudFront is let in, before and after it has learnt the new mark', () => {
  const rotation = [
    { known: 'old', shown: ['old'] },
    { known: 'old,new', shown: ['old'] },
    { known: 'new,old', shown: ['old', 'new'] },
    { known: 'new', shown: ['new'] },
  ]
  for (const { known, shown } of rotation) {
    for (const mark of shown) expect([known, mark, isLetIn(known, mark)]).toEqual([known, mark, true])
  }
})

test.each(['', 'old', 'new,older', 'new,', 'NEW', undefined])('who shows %j is not', (shown) => {
  expect(isLetIn('new,older', shown)).toBe(false)
})

test.each(['', 'new,', ',new', 'new,,old'])('an environment with %j for marks is refused', (text) => {
  expect(marksOf(text).error?.issues[0]?.path[0]).toBe('EDGE_MARKS')
})
