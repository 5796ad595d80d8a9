import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, CfnResource, Stack } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { expect, test } from 'vitest'
import settings from '../../cdk.json' with { type: 'json' }
import { addChecks } from '../../lib/checks.ts'
import { resourcesOf } from './synth.ts'

const checkedApp = async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'dhol-checks-'))
  const app = new App({ context: settings.context, outdir, builtinCloudFormationValidation: false })
  await addChecks(app)
  return app
}

test.each(['dev', 'prod'] as const)(
  'stage %s passes cdk-nag and the validation of its templates',
  async (stage) => {
    expect((await resourcesOf(stage)).length).toBeGreaterThan(100)
  },
  240_000,
)

test('a bucket without TLS is found by cdk-nag', async () => {
  const app = await checkedApp()
  new Bucket(new Stack(app, 'Faulty'), 'Open')
  expect(() => app.synth()).toThrow('AwsSolutions-S10')
}, 120_000)

test('a property that CloudFormation does not know is found by the validation', async () => {
  const app = await checkedApp()
  new CfnResource(new Stack(app, 'Faulty'), 'Odd', { type: 'AWS::SQS::Queue', properties: { Colour: 'red' } })
  expect(() => app.synth()).toThrow('CloudFormation-Validate::F3002')
}, 120_000)
