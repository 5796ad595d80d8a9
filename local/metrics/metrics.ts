import Fastify from 'fastify'
import type { LocalAlarm } from '../assembly/model.ts'
import { rings } from './alarms.ts'
import { type Point, pointsIn } from './points.ts'
import { createPrometheus } from './prometheus.ts'

/** No alarm looks back for longer. */
const keptMs = 2 * 60 * 60 * 1000

/** CloudWatch, as far as Dhol writes to it: metrics out of log lines, alarms, and a page for Prometheus. */
export const createMetrics = (alarms: LocalAlarm[], clock: () => number) => {
  const prometheus = createPrometheus()
  let points: Point[] = []
  const keep = (point: Point) => {
    const [oldest] = points
    if (oldest && oldest.at < clock() - keptMs) points = points.filter(({ at }) => at >= clock() - keptMs)
    points.push(point)
  }

  return {
    /** Hears each line that a function writes. */
    line(record: Record<string, unknown>) {
      for (const point of pointsIn(record)) {
        keep(point)
        prometheus.hear(point)
      }
    },
    /** Lambda counts these itself. */
    invoked: (functionName: string) =>
      keep({
        namespace: 'AWS/Lambda',
        name: 'Invocations',
        value: 1,
        at: clock(),
        dimensions: { FunctionName: functionName },
        labels: {},
      }),
    /** The alarms that ring `at` a time, which is now unless it is said. */
    ringing: (at = clock()) => alarms.filter((alarm) => rings(alarm, points, at)).map(({ name }) => name),
    /** Serves the text for Prometheus on a port of its own. */
    async serve() {
      const app = Fastify({ forceCloseConnections: true })
      app.get('/metrics', async (_, reply) =>
        reply.type(prometheus.contentType).send(await prometheus.text()),
      )
      const url = await app.listen({ host: '127.0.0.1', port: 0 })
      return { url: `${url}/metrics`, close: () => app.close() }
    },
  }
}
