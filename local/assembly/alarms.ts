import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'
import type { LocalAlarm } from './model.ts'
import type { Described } from './references.ts'

const alarm = z.object({
  AlarmName: z.string(),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  Statistic: z.enum(['Sum', 'Average', 'SampleCount']),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['notBreaching', 'breaching']),
})

/** Other alarms look at what AWS measures of itself, and nobody measures that here. */
const isMeasuredHere = ({ resource: { Properties: stated } }: Described) =>
  String(stated.Namespace).startsWith('dhol-') ||
  (stated.Namespace === 'AWS/Lambda' && stated.MetricName === 'Invocations')

export const readAlarms = (catalogue: Catalogue): LocalAlarm[] =>
  catalogue.ofType('AWS::CloudWatch::Alarm', alarm, isMeasuredHere).map(({ properties: stated }) => ({
    name: stated.AlarmName,
    namespace: stated.Namespace,
    metric: stated.MetricName,
    dimensions: Object.fromEntries(stated.Dimensions.map(({ Name, Value }) => [Name, Value])),
    statistic: stated.Statistic,
    periodSeconds: stated.Period,
    periods: stated.EvaluationPeriods,
    threshold: stated.Threshold,
    comparison: stated.ComparisonOperator,
    ringsWhenMissing: stated.TreatMissingData === 'breaching',
  }))
