import * as z from 'zod'

/** One value of a metric. Labels are its dimensions and whatever else stood in its line. */
export type Point = {
  namespace: string
  name: string
  value: number
  /** Milliseconds since 1970. */
  at: number
  dimensions: Record<string, string>
  labels: Record<string, string>
}

const embedded = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
})

const labelsOf = (line: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(line).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  )

/**
 * The values in a log line, as CloudWatch finds them there; none in a line of another kind.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const pointsIn = (line: Record<string, unknown>): Point[] => {
  const parsed = embedded.safeParse(line)
  if (!parsed.success) return []
  const labels = labelsOf(line)
  const { Timestamp: at, CloudWatchMetrics } = parsed.data._aws
  return CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, labels[name] ?? '']))
      return Metrics.flatMap(({ Name: name }) => {
        const value = line[name]
        return typeof value === 'number' ? [{ namespace, name, value, at, dimensions, labels }] : []
      })
    }),
  )
}
