type Metric = {
  /** What one value means. */
  help: string
  /** Of CloudWatch. Counts add up; of milliseconds and of plain numbers (`None`) the spread is of interest. */
  unit: 'Count' | 'Milliseconds' | 'None'
  /** CloudWatch keeps, and bills, a series for each value of these beside the service. So they have few. */
  dimensions: readonly string[]
  /** These stand in the log line alone, where Logs Insights finds them. The local cloud shows them too. */
  details: readonly string[]
}

/** What Dhol counts and measures of itself. `functions/platform/metrics.ts` writes it. */
export const metrics = {
  request_time: {
    help: 'How long a request to the API took',
    unit: 'Milliseconds',
    dimensions: [],
    details: ['route', 'status'],
  },
  user_action: {
    help: 'Something that was done and stands in the audit',
    unit: 'Count',
    dimensions: [],
    details: ['action'],
  },
  sign_up: { help: 'An account was made', unit: 'Count', dimensions: [], details: ['way'] },
  login_refused: {
    help: 'Somebody who would show who they are was refused: a log-in, a step-up, a code, a new password by a link',
    unit: 'Count',
    dimensions: [],
    details: ['code'],
  },
  mail_not_sent: {
    help: 'A mail that the stage has no mail domain to send from',
    unit: 'Count',
    dimensions: [],
    details: ['mail'],
  },
  model_time: {
    help: 'How long a model of a vendor took for one call',
    unit: 'Milliseconds',
    dimensions: ['outcome'],
    details: ['vendor', 'work', 'model'],
  },
  model_cost: {
    help: 'What a call of a model costs by the list of prices, in millionths of a US dollar',
    unit: 'None',
    dimensions: [],
    details: ['vendor', 'work', 'model'],
  },
  budget_spent: {
    help: 'Pictures were asked for after the budget of the stage for the day',
    unit: 'Count',
    dimensions: [],
    details: [],
  },
  generation_failed: {
    help: 'A generation ended: 1 if a picture of it failed by no fault of the brief, else 0',
    unit: 'None',
    dimensions: [],
    details: ['status'],
  },
} as const satisfies Record<string, Metric>

export type MetricName = keyof typeof metrics

export type MetricLabels<N extends MetricName> = Record<
  (typeof metrics)[N]['dimensions' | 'details'][number],
  string
>

/** Where CloudWatch keeps the metrics of a stage. */
export const metricsNamespace = (stage: string) => `dhol-${stage}`
