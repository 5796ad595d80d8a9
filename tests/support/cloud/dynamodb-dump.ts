import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { onTestFinished } from 'vitest'

/** What DynamoDB holds, read from a copy of its files. */
export async function dumpDynamoDb({ logsDir }: { logsDir: string }) {
  const copy = mkdtempSync(join(tmpdir(), 'dhol-dynamodb-'))
  cpSync(join(dirname(logsDir), 'dynamodb'), copy, { recursive: true })
  const server = dynalite({ path: copy, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(copy, { recursive: true, force: true })
  })
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-south-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  })
  const { TableNames = [] } = await client.send(new ListTablesCommand())
  const scans = TableNames.map((name) => client.send(new ScanCommand({ TableName: name })))
  return (await Promise.all(scans)).flatMap(({ Items = [] }) => Items)
}
