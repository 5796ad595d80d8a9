/** A vendor that calls Dhol: at `/webhooks/<vendor>`, answered by `functions/<service>/webhooks/<vendor>.ts`. */
export type Webhook = {
  service: string
  /** Lower case and dashes. */
  vendor: string
  /** With GET where the vendor asks once whether the address is ours, as Meta does. */
  methods: readonly ['POST'] | readonly ['GET', 'POST']
}

export const webhooks: readonly Webhook[] = []

export const webhookPath = ({ vendor }: Webhook) => `/webhooks/${vendor}`

/** The function that answers, by its path below `functions/`. */
export const webhookHandler = ({ service, vendor }: Webhook) => `${service}/webhooks/${vendor}`
