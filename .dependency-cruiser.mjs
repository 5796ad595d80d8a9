// The rules of ARCHITECTURE.md that are about imports. `tests/architecture` plants a violation of each.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every folder below `functions/` is a service, so that a new one is held to the rules from its first file on. */
const serviceNames = readdirSync(join(import.meta.dirname, 'functions'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['platform', 'providers'].includes(entry.name))
  .map(({ name }) => name)
const services = serviceNames.join('|')
const triggers = 'api|steps|schedules|subscribers|sockets|webhooks|on-deploy|by-hand'

/** Which service may use which, through its `index.ts`. */
const allowedServices = { auth: ['audit'], creative: ['audit', 'realtime'] }

const betweenServices = serviceNames.map((service) => ({
  name: `services-of-${service}`,
  comment: 'A service meets another only where this graph allows it, and only at its index.ts.',
  severity: 'error',
  from: { path: `^functions/${service}/` },
  to: {
    path: `^functions/(${services})/`,
    pathNot: [
      `^functions/${service}/`,
      ...(allowedServices[service] ?? []).map((other) => `^functions/${other}/index\\.ts$`),
    ],
  },
}))

// biome-ignore lint/style/noDefaultExport: dependency-cruiser reads the default export.
export default {
  forbidden: [
    {
      name: 'contracts-only-zod',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { pathNot: ['^contracts/', '^node_modules/zod/'] },
    },
    {
      name: 'functions-know-no-outside',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: ['^(bin|lib|local|tests|web)/', '^node_modules/(aws-cdk-lib|constructs)/'] },
    },
    {
      name: 'cdk-sees-contracts-and-environments',
      comment: 'Handlers are named by path, so that synthesis never loads one.',
      severity: 'error',
      from: { path: '^(bin|lib)/' },
      to: { path: '^(functions|local|web|tests)/', pathNot: '^functions/[^/]+/env\\.ts$' },
    },
    ...betweenServices,
    {
      name: 'rules-and-sql-are-plain',
      comment: 'What is no trigger knows of no trigger and no Lambda, so that each of them may use it.',
      severity: 'error',
      from: {
        path: `^functions/(${services})/`,
        pathNot: [
          `^functions/(${services})/(api|context|env|index|openapi)\\.ts$`,
          `^functions/(${services})/(${triggers})/`,
        ],
      },
      to: {
        path: [
          `^functions/(${services})/(${triggers})(/|\\.ts$)`,
          '^node_modules/(@middy|@types/aws-lambda|aws-lambda)/',
        ],
      },
    },
    {
      name: 'sql-knows-no-context',
      comment: 'SQL is given its database: the pool or one transaction.',
      severity: 'error',
      from: { path: '^functions/.*\\.sql\\.ts$' },
      to: { path: '^functions/[^/]+/(context|env)\\.ts$' },
    },
    {
      name: 'pg-only-in-db',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/platform/data/(db|connection)\\.ts$' },
      to: { path: '^node_modules/(@types/)?pg/' },
    },
    {
      name: 'sdks-only-at-the-edge',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/(platform|providers)/' },
      to: { path: '^node_modules/(@aws-sdk|@smithy|@google|razorpay)/' },
    },
    {
      name: 'platform-knows-no-service',
      severity: 'error',
      from: { path: '^functions/(platform|providers)/' },
      to: { path: `^functions/(${services})/` },
    },
    {
      name: 'platform-knows-no-contract-of-a-service',
      comment:
        'Only what holds for every service. A contract that is not named here is taken for one of a service.',
      severity: 'error',
      from: { path: '^functions/platform/' },
      to: {
        path: '^contracts/',
        pathNot:
          '^contracts/(access|audit-actions|common|endpoint|errors|events|excerpt|limits|metrics|roles)\\.ts$',
      },
    },
    {
      name: 'providers-know-no-contract',
      comment:
        'What a vendor takes and says has types of its own; the service that asks turns one into the other.',
      severity: 'error',
      from: { path: '^functions/providers/' },
      to: { path: '^contracts/' },
    },
    {
      name: 'web-sees-contracts-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(bin|functions|lib|local|tests)/' },
    },
    {
      name: 'web-features-apart',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'local-reads-the-assembly-only',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(bin|functions|lib|web|tests)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^web/dist', '^cdk\\.out', '^\\.build'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
