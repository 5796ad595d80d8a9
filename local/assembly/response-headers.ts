import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'

const flag = z.union([z.boolean(), z.stringbool()])

const policy = z.object({
  SecurityHeadersConfig: z
    .strictObject({
      ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }).optional(),
      ContentTypeOptions: z.object({}).optional(),
      FrameOptions: z.object({ FrameOption: z.string() }).optional(),
      ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }).optional(),
      StrictTransportSecurity: z
        .object({
          AccessControlMaxAgeSec: z.number(),
          IncludeSubdomains: flag.optional(),
          Preload: flag.optional(),
        })
        .optional(),
      XSSProtection: z.object({ Protection: flag, ModeBlock: flag.optional() }).optional(),
    })
    .default({}),
  CustomHeadersConfig: z
    .object({ Items: z.array(z.object({ Header: z.string(), Value: z.string() })) })
    .default({ Items: [] }),
})

/** The headers that a response headers policy adds. */
const headersOf = ({ SecurityHeadersConfig: security, CustomHeadersConfig }: z.output<typeof policy>) => {
  const transport = security.StrictTransportSecurity
  const headers: Record<string, string | undefined> = {
    'content-security-policy': security.ContentSecurityPolicy?.ContentSecurityPolicy,
    'x-content-type-options': security.ContentTypeOptions && 'nosniff',
    'x-frame-options': security.FrameOptions?.FrameOption,
    'referrer-policy': security.ReferrerPolicy?.ReferrerPolicy,
    'strict-transport-security':
      transport &&
      [
        `max-age=${transport.AccessControlMaxAgeSec}`,
        ...(transport.IncludeSubdomains ? ['includeSubDomains'] : []),
        ...(transport.Preload ? ['preload'] : []),
      ].join('; '),
    'x-xss-protection': security.XSSProtection && (security.XSSProtection.ModeBlock ? '1; mode=block' : '1'),
  }
  for (const { Header, Value } of CustomHeadersConfig.Items) headers[Header.toLowerCase()] = Value
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/**
 * Policies that AWS keeps, by their ids.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
 */
const managed: Record<string, Record<string, string>> = {
  '67f7725c-6f97-4210-82d7-5512b31e9d03': {
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'x-xss-protection': '1; mode=block',
  },
}

/** Headers by the id of their policy. */
export const readResponseHeaders = (catalogue: Catalogue): Map<string, Record<string, string>> =>
  new Map([
    ...Object.entries(managed),
    ...catalogue
      .ofType('AWS::CloudFront::ResponseHeadersPolicy', z.object({ ResponseHeadersPolicyConfig: policy }))
      .map(
        ({ it, properties }) => [it.logicalId, headersOf(properties.ResponseHeadersPolicyConfig)] as const,
      ),
  ])
