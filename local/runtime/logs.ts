import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { formatRecord } from '../start/pretty.ts'
import { StartError } from '../start/start-error.ts'
import { diskTrouble } from '../start/trouble.ts'

export type Level = 'debug' | 'info' | 'warn' | 'error'

export type Logs = {
  /** Where the files are. */
  dir: string
  /** Keeps one line that a function wrote, and gives it parsed if it is JSON. */
  functionLine: (functionName: string, line: string, requestId: string) => Record<string, unknown> | undefined
  /** What Lambda itself would write about an invocation. */
  functionFailure: (
    functionName: string,
    requestId: string,
    failure: { errorType: string; errorMessage: string; trace?: string[] },
  ) => void
  /** What the local cloud says of itself. */
  log: (level: Level, message: string, details?: Record<string, unknown>) => void
  close: () => void
}

/** Bytes after which a file is set aside as `.old` at the next start. */
const largestFile = 20_000_000

const openFile = (path: string): number => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > largestFile) renameSync(path, `${path}.old`)
  return openSync(path, 'a')
}

const parseLine = (line: string): Record<string, unknown> | undefined => {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Metrics in CloudWatch's embedded format are for CloudWatch and not for a reader. */
const isMetric = (record: Record<string, unknown>) => '_aws' in record

/**
 * Keeps every line as JSON in `<function>.jsonl` and shows it readable in the terminal.
 * `mode` is `quiet` where nobody reads along. `onLost` hears why a line could not be kept.
 */
export const createLogs = (
  dir: string,
  mode: 'pretty' | 'quiet',
  onLost: (why: StartError) => void,
): Logs => {
  mkdirSync(dir, { recursive: true })
  const files = new Map<string, number>()

  // At once, so that nothing is lost when this process is killed.
  const write = (name: string, line: string) => {
    try {
      const file = files.get(name) ?? openFile(join(dir, `${name}.jsonl`))
      files.set(name, file)
      writeSync(file, `${line}\n`)
    } catch (error) {
      onLost(diskTrouble(error) ?? new StartError(`No log can be written: ${error}.`, `Look at ${dir}.`))
    }
  }
  const show = (record: Record<string, unknown>, service: string) => {
    if (mode === 'pretty') process.stdout.write(`${formatRecord(record, service)}\n`)
  }
  const keepAndShow = (name: string, record: Record<string, unknown>) => {
    write(name, JSON.stringify(record))
    if (!isMetric(record)) show(record, name)
  }

  return {
    dir,
    functionLine: (functionName, line, requestId) => {
      const record = parseLine(line)
      if (!record) {
        if (line.trim() === '') return undefined
        const timestamp = new Date().toISOString()
        keepAndShow(functionName, { timestamp, level: 'INFO', message: line, requestId })
      } else if ('function_request_id' in record || 'requestId' in record) {
        write(functionName, line)
        if (!isMetric(record)) show(record, functionName)
      } else keepAndShow(functionName, { ...record, requestId })
      return record
    },
    functionFailure: (functionName, requestId, { errorType, errorMessage, trace }) =>
      keepAndShow(functionName, {
        timestamp: new Date().toISOString(),
        level: 'ERROR',
        message: 'Invoke Error',
        requestId,
        error: { name: errorType, message: errorMessage, stack: trace?.join('\n') },
      }),
    log: (level, message, details = {}) =>
      keepAndShow('local', {
        timestamp: new Date().toISOString(),
        level: level.toUpperCase(),
        message,
        ...details,
      }),
    close: () => {
      for (const file of files.values()) closeSync(file)
      files.clear()
    },
  }
}
