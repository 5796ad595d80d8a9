import { Metrics } from '@aws-lambda-powertools/metrics'
import { type MetricLabels, type MetricName, metrics } from '../../contracts/metrics.ts'

/** Namespace and service come from POWERTOOLS_METRICS_NAMESPACE and POWERTOOLS_SERVICE_NAME. */
const written = new Metrics()

/**
 * Writes one value to the log, in the format from which CloudWatch makes a metric. Units are the contract's.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function measure<N extends MetricName>(name: N, value: number, labels: MetricLabels<N>): void {
  const { unit, dimensions } = metrics[name]
  const metric = written.singleMetric()
  for (const [label, text] of Object.entries<string>(labels)) {
    if ((dimensions as readonly string[]).includes(label)) metric.addDimension(label, text)
    else metric.addMetadata(label, text)
  }
  metric.addMetric(name, unit, value)
}
