import { Stack } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import type { ErrorBody } from '../contracts/common.ts'
import { type Stage, stackOf } from './stage.ts'

/** Requests of one address in five minutes. Many users of a mobile network share an address. */
const requestsPerAddress = 5000

const tooMuch = 'TooMuch'
const tooMuchBody: ErrorBody = {
  error: {
    code: 'limit_exceeded',
    message: 'Too much came from your network at once. Wait five minutes, then go on.',
    requestId: 'none',
  },
}

const measured = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
})

/** What a vendor sends is judged by its signature: a group that took an advertisement's text for an attack would lose it. */
const allButWebhooks: CfnWebACL.StatementProperty = {
  notStatement: {
    statement: {
      byteMatchStatement: {
        fieldToMatch: { uriPath: {} },
        positionalConstraint: 'STARTS_WITH',
        searchString: '/webhooks/',
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    },
  },
}

/**
 * A group of rules that AWS keeps. Rules named in `counted` are told in the metrics and stop nobody; `scope` says which
 * requests the group looks at.
 */
const managedGroup = (
  name: string,
  priority: number,
  counted: string[] = [],
  scope?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: `AWSManagedRules${name}`,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      ...(scope && { scopeDownStatement: scope }),
    },
  },
  visibilityConfig: measured(name),
})

/**
 * The firewall before the distribution. CloudFront takes one from the region us-east-1 only, so it is a stack of its own.
 * Source of the groups: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export class EdgeStack extends Stack {
  readonly firewallArn: string

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, { ...stackOf(stage), env: { region: 'us-east-1' }, crossRegionReferences: true })
    const firewall = new CfnWebACL(this, 'Firewall', {
      name: `dhol-${stage.name}`,
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      customResponseBodies: {
        [tooMuch]: { contentType: 'APPLICATION_JSON', content: JSON.stringify(tooMuchBody) },
      },
      visibilityConfig: measured(`dhol-${stage.name}-firewall`),
      rules: [
        {
          name: 'RequestsPerAddress',
          priority: 0,
          action: {
            block: {
              customResponse: {
                responseCode: 429,
                customResponseBodyKey: tooMuch,
                responseHeaders: [{ name: 'retry-after', value: '300' }],
              },
            },
          },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: requestsPerAddress,
              evaluationWindowSec: 300,
            },
          },
          visibilityConfig: measured('RequestsPerAddress'),
        },
        managedGroup('AmazonIpReputationList', 1),
        managedGroup('KnownBadInputsRuleSet', 2),
        // Its limit of 8 KB is shorter than a brief of 4,000 characters in Hindi: three bytes each. Bodies are bounded by
        // their contracts, field by field.
        managedGroup('CommonRuleSet', 3, ['SizeRestrictions_BODY'], allButWebhooks),
      ],
    })
    this.firewallArn = firewall.attrArn
  }
}
