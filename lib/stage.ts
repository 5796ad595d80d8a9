import type { StackProps } from 'aws-cdk-lib'

/** What may differ between stages: how large, how long kept. Everything else is the same in each of them. */
export type Stage = {
  name: StageName
  database: {
    /** Aurora capacity units; 0 lets it sleep. Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
    minAcu: number
    maxAcu: number
    /** Minutes without a connection until it sleeps; only where `minAcu` is 0. */
    sleepsAfterMinutes?: number
    /** The first one takes over within a minute when the writer is lost; without one a new writer takes ten. */
    readers: number
    /** For more processes than the database takes connections. It keeps its own open, so what is behind it never sleeps. */
    proxy: boolean
    backupDays: number
  }
  /** For vendors whose addresses have IPv4 alone; one for each zone that may fail. Today's all have IPv6 (decision 36). */
  natGateways: number
  pictures: {
    /** That are drawn at one time for all workspaces together. Each takes a process of Lambda for some seconds. */
    atOnce: number
    /** By the price list of the usual model. Past it nobody is given a picture until midnight in India. */
    dailyBudgetUsd: number
  }
  /**
   * Processes that Lambda keeps for each API, whatever else runs; as many are the most that it may have. An account has
   * 1,000 of them, a new one perhaps ten, and 100 must stay free: where there are none to give, leave it out.
   * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  processesOfApi?: number
  logDays: number
  /** By function: an alarm for each, and a dashboard. By service: so few that CloudWatch asks next to nothing for them. */
  watched: 'by function' | 'by service'
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
  natGateways: 0,
  pictures: { atOnce: 8, dailyBudgetUsd: 5 },
  logDays: 7,
  watched: 'by service',
  keepsData: false,
  requests: { perSecond: 50, burst: 100 },
  firewall: false,
}

const stages: Record<StageName, Stage> = {
  // What alarms hear is tried locally, where nobody asks money for them.
  local: {
    name: 'local',
    ...small,
    watched: 'by function',
    pictures: { atOnce: 16, dailyBudgetUsd: 100 },
  },
  dev: { name: 'dev', ...small },
  prod: {
    name: 'prod',
    database: { minAcu: 0.5, maxAcu: 16, readers: 0, proxy: false, backupDays: 14 },
    natGateways: 0,
    pictures: { atOnce: 60, dailyBudgetUsd: 300 },
    processesOfApi: 100,
    logDays: 90,
    watched: 'by function',
    keepsData: true,
    requests: { perSecond: 500, burst: 1000 },
    firewall: true,
  },
}

/**
 * What every stack of a stage has. CloudFormation puts the tags on each resource that takes any: bills are split by them.
 */
export const stackOf = ({ name, keepsData }: Stage): StackProps => ({
  env: { region },
  tags: { app: 'dhol', stage: name },
  terminationProtection: keepsData,
})

/** The stage of that name. Throws RangeError for a name that is none. */
export const stageOf = (name: string): Stage => {
  const known = stageNames.find((stageName) => stageName === name)
  if (!known) throw new RangeError(`there is no stage "${name}": use one of ${stageNames.join(', ')}`)
  return stages[known]
}
