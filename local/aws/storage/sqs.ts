import { accountId, arn, nameOf } from '../arn.ts'
import { operationOf, parseInput } from '../json-protocol.ts'
import type { Service } from '../types.ts'
import type { Fauxqs } from './fauxqs.ts'

export type Sqs = Service & {
  makeQueue(name: string): Promise<void>
  send(queueArn: string, body: string, attributes?: Record<string, string>): Promise<void>
}

/** SQS. A queue's URL may name any host: its last part says which queue it is. */
export const startSqs = (fauxqs: Fauxqs): Sqs => {
  const must = async (operation: string, input: unknown) => {
    const { status, body } = await fauxqs.request({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` },
      body: JSON.stringify(input),
    })
    if (status !== 200) throw new Error(`SQS ${operation} failed: ${body}`)
  }

  return {
    permissionsFor(call) {
      const { QueueUrl, QueueName = '' } = parseInput(call.body)
      const resource = arn('sqs', nameOf(String(QueueUrl ?? QueueName)))
      // One permission for one message and for a batch of them.
      return [{ action: `sqs:${operationOf(call).replace(/Batch$/, '')}`, resource }]
    },
    answer: (call) => fauxqs.request(call),
    async makeQueue(name) {
      const fifo = name.endsWith('.fifo') ? { Attributes: { FifoQueue: 'true' } } : {}
      await must('CreateQueue', { QueueName: name, ...fifo })
    },
    async send(queueArn, body, attributes = {}) {
      const values = Object.entries(attributes).map(([name, value]) => [
        name,
        { DataType: 'String', StringValue: value },
      ])
      await must('SendMessage', {
        QueueUrl: `http://127.0.0.1/${accountId}/${nameOf(queueArn)}`,
        MessageBody: body,
        MessageAttributes: Object.fromEntries(values),
      })
    },
  }
}
