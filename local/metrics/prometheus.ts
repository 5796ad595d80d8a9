import { Counter, Histogram, Registry } from 'prom-client'
import { metrics } from '../../contracts/metrics.ts'
import type { Point } from './points.ts'

const buckets = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000]
const endings = { Count: '_total', Milliseconds: '_milliseconds', None: '' }

/** The metrics of the contract in Prometheus' own text, named before there is a value. */
export const createPrometheus = () => {
  const registry = new Registry()
  const hearers = new Map(
    Object.entries(metrics).map(([name, { help, unit, dimensions, details }]) => {
      const labelNames = ['service', ...dimensions, ...details]
      const settings = { name: `dhol_${name}${endings[unit]}`, help, labelNames, registers: [registry] }
      const labelsOf = ({ labels }: Point) =>
        Object.fromEntries(labelNames.map((label) => [label, labels[label] ?? '']))
      if (unit === 'Count') {
        const counter = new Counter(settings)
        return [name, (point: Point) => counter.inc(labelsOf(point), point.value)]
      }
      // Of plain numbers, the sum and how many there were are enough.
      const histogram = new Histogram({ ...settings, buckets: unit === 'Milliseconds' ? buckets : [] })
      return [name, (point: Point) => histogram.observe(labelsOf(point), point.value)]
    }),
  )
  return {
    hear: (point: Point) => hearers.get(point.name)?.(point),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
