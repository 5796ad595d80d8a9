import { endpoints } from '../../contracts/index.ts'
import { collectRefusals, headerComponents } from './openapi-errors.ts'
import { operation } from './openapi-operation.ts'
import { collectSchemas } from './openapi-schemas.ts'

const description = `Describe a brand once, write a brief, get pictures for ads.

**To call from a program**: an owner or admin makes an API key for the workspace, as an editor or a viewer. It is shown
once. Send it as \`Authorization: Bearer dhol_…\`.

**As a person**: \`login\` gives an access token for an hour and the browser a cookie that renews it. Send the token as
\`Authorization: Bearer …\`. A token acts in one workspace; \`refreshSession\` names another.

**Errors** have one form: a stable \`code\`, a \`message\` that says what to press next, a \`requestId\`, and \`fields\` where
something in the request breaks a rule. What belongs to another workspace is told as 404.

**Limits** are buckets that fill again as the seconds pass. The \`RateLimit-*\` headers say what is left, and
\`Retry-After\` of a 429 how long to wait. A refused token or key counts against its address.

**Lists** come in pages: pass \`nextCursor\` of one as \`cursor\` of the next, until it is null. Times are UTC.
Amounts are integers: of paise, of credits.`

const securitySchemes = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Of a person: `accessToken` of `login` or `refreshSession`.',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'dhol_…',
    description: 'Of a program: `key` of `createApiKey`.',
  },
  refreshCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Secure-dhol_refresh',
    description:
      'Set by `login` for `/v1/auth/session`, and no script can read it. A browser sends it by itself: leave this empty.',
  },
}

/** The API as OpenAPI 3.1, made from the contracts alone. */
export function openapi() {
  const schemas = collectSchemas()
  const refusals = collectRefusals(schemas)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, endpoint] of Object.entries(endpoints)) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operation(name, endpoint, { schemas, refusals }),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dhol API',
      version: '1',
      description,
      license: { name: 'All rights reserved', identifier: 'LicenseRef-All-rights-reserved' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(endpoints).flatMap(({ tag }) => tag ?? []))],
    paths,
    components: {
      schemas: schemas.components,
      responses: refusals.components,
      headers: headerComponents,
      securitySchemes,
    },
  }
}
