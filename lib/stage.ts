/** What may differ between stages: how large, how long kept. Everything else is the same in each of them. */
export type Stage = {
  name: StageName
  database: {
    /** Aurora capacity units; 0 lets it sleep. Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
    minAcu: number
    maxAcu: number
    /** Minutes without a connection until it sleeps; only where `minAcu` is 0. */
    sleepsAfterMinutes?: number
    readers: number
    /** A proxy keeps connections open, so a database behind one never sleeps. */
    proxy: boolean
    backupDays: number
  }
  /** How the private subnets reach the internet: one small instance, or a managed gateway in each zone. */
  egress: 'instance' | 'gateway'
  logDays: number
  /** Whether data outlives the stack that made it. */
  keepsData: boolean
  requests: { perSecond: number; burst: number }
  /** Whether a firewall stands before the distribution: it costs a fixed sum each month. */
  firewall: boolean
}

/**
 * Keys of KMS, and marks of the edge, by name, the newest first: the first one signs, seals or is shown, and all of them
 * still count. How to put in a new one: docs/runbook.md, "A new signing key", "A new sealing key", "A new mark".
 */
export const keyNames = { signing: ['signing'], sealing: ['sealing'], edge: ['edge'] }

/** Mumbai, where the users are. */
export const region = 'ap-south-1'

export const stageNames = ['local', 'dev', 'prod'] as const
export type StageName = (typeof stageNames)[number]

const small: Omit<Stage, 'name'> = {
  database: { minAcu: 0, maxAcu: 2, sleepsAfterMinutes: 10, readers: 0, proxy: false, backupDays: 1 },
  egress: 'instance',
  logDays: 7,
  keepsData: false,
  requests: { perSecond: 50, burst: 100 },
  firewall: false,
}

const stages: Record<StageName, Stage> = {
  local: { name: 'local', ...small },
  dev: { name: 'dev', ...small },
  prod: {
    name: 'prod',
    database: { minAcu: 0.5, maxAcu: 16, readers: 1, proxy: true, backupDays: 14 },
    egress: 'gateway',
    logDays: 90,
    keepsData: true,
    requests: { perSecond: 500, burst: 1000 },
    firewall: true,
  },
}

/** The stage of that name. Throws RangeError for a name that is none. */
export const stageOf = (name: string): Stage => {
  const known = stageNames.find((stageName) => stageName === name)
  if (!known) throw new RangeError(`there is no stage "${name}": use one of ${stageNames.join(', ')}`)
  return stages[known]
}
