import { textsOfAllCalled } from './called.ts'
import { fileOfEndpoint } from './endpoint-conventions.ts'
import type { Files } from './files.ts'

type Endpoints = Readonly<
  Record<string, { service: string; audits?: readonly string[]; unaudited?: string | undefined }>
>

/**
 * An endpoint calls `record` with each action that its contract announces, in a transaction; one that announces none
 * calls it never. What comes of a call is looked at while it runs: functions/platform/http/audited.ts.
 */
export const endpointsRecord = (files: Files, endpoints: Endpoints): string[] =>
  Object.entries(endpoints).flatMap(([name, { service, audits = [] }]) => {
    const path = fileOfEndpoint(files, name, service)
    const texts = path ? textsOfAllCalled(files, { path, name }) : []
    const recording = texts.filter((text) => /(?<![.\w])record\(/.test(text))
    if (audits.length === 0) {
      return recording.length > 0 ? [`${path} records, and its contract announces no action`] : []
    }
    return [
      ...audits
        .filter((action) => !recording.some((text) => text.includes(`'${action}'`)))
        .map((action) => `${path} never records ${action}, which its contract announces`),
      ...(texts.some((text) => text.includes('.transaction(')) ? [] : [`${path} opens no transaction`]),
    ]
  })

/** An action is announced by an endpoint, or recorded by what runs without a request. */
export const actionsAreUsed = (files: Files, endpoints: Endpoints, actions: readonly string[]): string[] => {
  const announced = new Set(Object.values(endpoints).flatMap(({ audits = [] }) => audits))
  const elsewhere = Object.entries(files)
    .filter(([path]) => /^functions\/[^/]+\/(subscribers|schedules|steps|on-deploy|by-hand)\//.test(path))
    .map(([, text]) => text)
    .join('\n')
  return actions
    .filter((action) => !announced.has(action) && !elsewhere.includes(`'${action}'`))
    .map((action) => `contracts/audit-actions.ts: nobody records ${action}`)
}
