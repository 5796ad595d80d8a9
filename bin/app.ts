import { App } from 'aws-cdk-lib'
import settings from '../cdk.json' with { type: 'json' }
import { ApiStack } from '../lib/api-stack.ts'
import { bundleFunctions } from '../lib/bundle.ts'
import { addChecks } from '../lib/checks.ts'
import { DataStack } from '../lib/data-stack.ts'
import { EdgeStack } from '../lib/edge-stack.ts'
import { stageOf } from '../lib/stage.ts'
import { WebStack } from '../lib/web-stack.ts'
import { WorkStack } from '../lib/work-stack.ts'

// The flags of cdk.json are given here too, so that the app is the same without the CDK's command line.
const app = new App({
  context: settings.context,
  builtinCloudFormationValidation: false,
  treeMetadata: false,
})
const stage = stageOf(app.node.tryGetContext('stage') ?? 'dev')
if (stage.name !== 'local') await addChecks(app)
await bundleFunctions(stage.name)

const name = (part: string) => `Dhol-${stage.name}-${part}`
const data = new DataStack(app, name('Data'), stage)
const work = new WorkStack(app, name('Work'), data.resources)
const api = new ApiStack(app, name('Api'), data.resources)
// Functions of the API start machines, which they know by name.
api.addStackDependency(work)
const edge = stage.firewall ? new EdgeStack(app, name('Edge'), stage) : undefined
new WebStack(app, name('Web'), data.resources, api, edge)

app.synth()
