import type { LocalAlarm } from '../assembly/model.ts'
import type { Point } from './points.ts'

const statistics: Record<LocalAlarm['statistic'], (values: number[]) => number> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  SampleCount: (values) => values.length,
}

const comparisons: Record<LocalAlarm['comparison'], (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
}

const isOf = ({ namespace, metric, dimensions }: LocalAlarm) => {
  const wanted = Object.entries(dimensions)
  return (point: Point) =>
    point.namespace === namespace &&
    point.name === metric &&
    wanted.length === Object.keys(point.dimensions).length &&
    wanted.every(([name, value]) => point.dimensions[name] === value)
}

/**
 * Whether CloudWatch would ring, from the points until `now` (milliseconds since 1970). Its periods end at full minutes,
 * these at `now`.
 */
export const rings = (alarm: LocalAlarm, points: Point[], now: number): boolean => {
  const own = points.filter(isOf(alarm))
  const periodMs = alarm.periodSeconds * 1000
  return Array.from({ length: alarm.periods }, (_, index) => now - index * periodMs).every((end) => {
    const values = own.filter(({ at }) => at > end - periodMs && at <= end).map(({ value }) => value)
    if (values.length === 0) return alarm.ringsWhenMissing
    return comparisons[alarm.comparison](statistics[alarm.statistic](values), alarm.threshold)
  })
}
