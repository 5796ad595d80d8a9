import { Duration } from 'aws-cdk-lib'
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'

/** Of the browser's powers, those that the page has no use for. */
const refusedFeatures = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]

/** What browsers are told with every answer. `socketEndpoint` is the one other host that the page talks to. */
export const securityHeaders = (scope: Construct, stage: Stage, socketEndpoint: string) => {
  const contentSecurityPolicy = [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "style-src 'self' 'unsafe-inline'", // Mantine sets style attributes
    `connect-src 'self' ${socketEndpoint}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

  const customHeaders = [
    ['permissions-policy', refusedFeatures.map((feature) => `${feature}=()`).join(', ')],
    ['cross-origin-opener-policy', 'same-origin'],
  ] as const

  return new ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    responseHeadersPolicyName: `dhol-${stage.name}-security`,
    customHeadersBehavior: {
      customHeaders: customHeaders.map(([header, value]) => ({ header, value, override: true })),
    },
    // What S3 would tell of itself, and what a picture cost (functions/creative/pictures/picture-objects.ts).
    removeHeaders: [
      'server',
      'x-amz-id-2',
      'x-amz-meta-drawn',
      'x-amz-request-id',
      'x-amz-server-side-encryption',
    ],
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: {
        referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
        override: true,
      },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
    },
  })
}
