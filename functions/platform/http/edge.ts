import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { isSame } from '../crypto/signatures.ts'
import { Forbidden } from '../errors.ts'

/**
 * Refuses what did not come through CloudFront, which sends one of these marks along: a call to API Gateway's own address would
 * walk around the firewall and could invent the address that it is counted by. @throws Forbidden
 */
export function checkEdge(marks: readonly string[], { headers }: APIGatewayProxyEventV2): void {
  const shown = headers['x-dhol-edge'] ?? ''
  if (marks.some((mark) => isSame(shown, mark))) return
  throw new Forbidden('not_here', 'Call this API at the address of the page.')
}
