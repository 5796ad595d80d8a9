import { styleText } from 'node:util'
import { excerpt } from '../../contracts/excerpt.ts'

const levels: Record<string, ['red' | 'yellow' | 'cyan' | 'gray', string]> = {
  CRITICAL: ['red', 'CRIT '],
  ERROR: ['red', 'ERROR'],
  WARN: ['yellow', 'WARN '],
  INFO: ['cyan', 'INFO '],
  DEBUG: ['gray', 'DEBUG'],
}

/** Fields that Powertools adds to every line and that say nothing new in a terminal. */
const hidden = new Set([
  'cold_start',
  'error',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'level',
  'message',
  'requestId',
  'sampling_rate',
  'service',
  'timestamp',
  'xray_trace_id',
])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shorten = (text: string, longest = 300) => excerpt(text, longest)

const formatError = (error: unknown): string => {
  if (!isRecord(error)) return ''
  const title = `${String(error.name ?? 'Error')}: ${String(error.message ?? '')}`
  const lines = typeof error.stack === 'string' && error.stack ? error.stack.split('\n').slice(1, 9) : []
  const cause = isRecord(error.cause) ? `\n  caused by${formatError(error.cause)}` : ''
  return `\n  ${[title, ...lines].join('\n  ')}${cause}`
}

/** One log record as a line for people: time, level, service, message, its own fields, and an error with its stack. */
export const formatRecord = (record: Record<string, unknown>, fallbackService: string): string => {
  const [colour, level] = levels[String(record.level ?? 'INFO').toUpperCase()] ?? ['gray', 'LOG  ']
  const at = new Date(typeof record.timestamp === 'string' ? record.timestamp : Date.now())
  const time = Number.isNaN(at.getTime()) ? '--:--:--' : at.toTimeString().slice(0, 8)
  const fields = Object.entries(record)
    .filter(([name, value]) => !hidden.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${shorten(typeof value === 'string' ? value : JSON.stringify(value))}`)
    .join(' ')
  return [
    styleText('gray', time),
    styleText(colour, level),
    styleText('bold', String(record.service ?? fallbackService).padEnd(9)),
    shorten(String(record.message ?? ''), 2000),
    fields && styleText('gray', fields),
  ]
    .filter(Boolean)
    .join(' ')
    .concat(formatError(record.error))
}
