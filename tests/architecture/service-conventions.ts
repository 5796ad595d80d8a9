import { type Files, matching, type Problems } from './files.ts'

/** A file of `lib/services` that the index leaves out deploys nothing; neither does a service that has none. */
export const servicesAreGathered = (files: Files, services: readonly string[]): Problems => {
  const index = files['lib/services/index.ts'] ?? ''
  const own = /^lib\/services\/((?!index\.)[^/.]+)\.ts$/
  return [
    ...matching(files, own)
      .filter(([path]) => !index.includes(` from './${own.exec(path)?.[1]}.ts'`))
      .map(([path]) => `lib/services/index.ts leaves out ${path}`),
    ...services
      .filter((service) => !(`lib/services/${service}.ts` in files))
      .map((service) => `lib/services/${service}.ts is missing: functions/${service} runs nowhere`),
  ]
}

/** Ten lines that say what a service owns, publishes and hears. */
export const servicesIntroduceThemselves = (files: Files, services: readonly string[]): Problems =>
  services.flatMap((service) => {
    const path = `functions/${service}/README.md`
    const text = files[path]
    if (text === undefined) return [`${path} is missing`]
    return text.trimEnd().split('\n').length <= 10 ? [] : [`${path} is longer than ten lines`]
  })
