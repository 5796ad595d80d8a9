import { tasksOf } from '../support/machines/machine-tasks.ts'
import { type Files, kebabCase, matching, type Problems } from './files.ts'

/** `${RenderPictures}` is `steps/render-pictures.ts`. Each task has an end to its time and retries; each step has a machine. */
export const tasksHaveSteps = (files: Files): Problems => {
  const used = new Set<string>()
  const problems = matching(files, /^state-machines\/.*\.asl\.json$/).flatMap(([path, text]) => {
    const service = path.split('/')[1]
    return tasksOf(JSON.parse(text)).flatMap(([name, { Resource, TimeoutSeconds, Retry }]) => {
      const step = `functions/${service}/steps/${kebabCase(/^\$\{(\w+)\}$/.exec(Resource ?? '')?.[1] ?? '')}.ts`
      used.add(step)
      return [
        ...(step in files ? [] : [`${path}: ${name} calls ${Resource}, and there is no ${step}`]),
        ...(TimeoutSeconds ? [] : [`${path}: ${name} needs TimeoutSeconds`]),
        ...(Retry?.length ? [] : [`${path}: ${name} needs Retry`]),
      ]
    })
  })
  const idle = matching(files, /^functions\/[^/]+\/steps\/[^/]+\.ts$/).filter(([path]) => !used.has(path))
  return [...problems, ...idle.map(([path]) => `${path} is a step of no machine`)]
}

/** Each schedule and subscription has its file, and no such file is forgotten. */
export const triggersHaveHandlers = (files: Files, triggers: readonly { handler: string }[]): Problems => {
  const expected = new Set(triggers.map(({ handler }) => `functions/${handler}.ts`))
  return [
    ...[...expected]
      .filter((path) => !(path in files))
      .map((path) => `${path} is missing: contracts/triggers.ts names it`),
    ...matching(files, /^functions\/[^/]+\/(schedules|subscribers)\/[^/]+\.ts$/)
      .filter(([path]) => !expected.has(path))
      .map(([path]) => `${path} never runs: contracts/triggers.ts does not name it`),
  ]
}

/** Each webhook of the contracts has its file, each such file its contract, and each vendor an address of its own. */
export const webhooksHaveHandlers = (
  files: Files,
  webhooks: readonly { service: string; vendor: string }[],
): Problems => {
  const pathOf = ({ service, vendor }: { service: string; vendor: string }) =>
    `functions/${service}/webhooks/${vendor}.ts`
  const expected = new Set(webhooks.map(pathOf))
  return [
    ...[...expected]
      .filter((path) => !(path in files))
      .map((path) => `${path} is missing: contracts/webhooks.ts names it`),
    ...matching(files, /^functions\/[^/]+\/webhooks\/[^/]+\.ts$/)
      .filter(([path]) => !expected.has(path))
      .map(([path]) => `${path} is called by nobody: contracts/webhooks.ts does not name it`),
    ...webhooks
      .filter(({ vendor }, at) => webhooks.findIndex((other) => other.vendor === vendor) !== at)
      .map(({ vendor }) => `contracts/webhooks.ts: ${vendor} has two webhooks at one address`),
    ...webhooks
      .filter(({ vendor }) => !/^[a-z][a-z0-9-]*$/.test(vendor))
      .map(
        ({ vendor }) => `contracts/webhooks.ts: write ${vendor} in lower case and dashes, for its address`,
      ),
  ]
}

/** IAM knows an event by its publisher, subscribers know it by its name: it has one of each. */
export const eventsHaveOnePublisher = (
  eventsOf: Readonly<Record<string, object>>,
  events: object,
  services: readonly string[],
): Problems => {
  const published = Object.entries(eventsOf).flatMap(([service, own]) =>
    Object.keys(own).map((name) => ({ service, name })),
  )
  return [
    ...Object.keys(eventsOf)
      .filter((service) => !services.includes(service))
      .map((service) => `eventsOf.${service}: there is no functions/${service}`),
    ...published
      .filter(({ name }, at) => published.findIndex((other) => other.name === name) !== at)
      .map(({ service, name }) => `eventsOf.${service}: ${name} is published by another service already`),
    ...published
      .filter(({ name }) => !(name in events))
      .map(({ service, name }) => `contracts/events.ts: events leaves out ${name} of ${service}`),
  ]
}
