import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray'
import type { Construct } from 'constructs'
import type { Stage } from './stage.ts'

/**
 * One in a hundred of what our functions and machines do is traced. Without a rule of ours it would be the first of each
 * second and five in a hundred of the rest, which is nearly all of what a stage with few users does.
 * Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export const traceFew = (scope: Construct, { name }: Stage) =>
  new CfnSamplingRule(scope, 'SamplingRule', {
    samplingRule: {
      ruleName: `dhol-${name}`,
      priority: 1000,
      fixedRate: 0.01,
      reservoirSize: 0,
      serviceName: `dhol-${name}-*`,
      serviceType: '*',
      resourceArn: '*',
      host: '*',
      httpMethod: '*',
      urlPath: '*',
      version: 1,
    },
  })
