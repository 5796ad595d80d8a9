import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { pascalCase } from '../names.ts'
import { keyNames, type Stage } from '../stage.ts'

/** A secret outlives its stack where data does: what it opens is still there. */
export const secretRemoval = ({ keepsData }: Stage) =>
  keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY

/** A placeholder until somebody puts the real key in; both shapes are told in functions/providers/google. */
export const makeGoogleSecret = (scope: Construct, stage: Stage): Secret => {
  const secret = new Secret(scope, 'GoogleSecret', {
    secretName: `dhol/${stage.name}/google`,
    removalPolicy: secretRemoval(stage),
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ mode: 'developer' }),
      generateStringKey: 'apiKey',
      passwordLength: 39, // as long as a key of Google
      excludePunctuation: true,
    },
  })
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The key is made in the console of Google, which has no call to rotate it.',
  })
  return secret
}

/**
 * Stand in the configuration of CloudFront and of the API's functions, and are no more than marks: who has one still
 * needs a token. Without it an address in X-Forwarded-For is anybody's word, and the firewall is walked around. The newest
 * comes first.
 */
export const makeEdgeMarks = (scope: Construct, stage: Stage): string[] =>
  keyNames.edge.map((name) => {
    const secret = new Secret(scope, `${pascalCase(name)}Secret`, {
      secretName: `dhol/${stage.name}/${name}`,
      removalPolicy: secretRemoval(stage),
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'mark',
        passwordLength: 40,
        excludePunctuation: true,
      },
    })
    // The next deployment would tell it to whatever it happens to change, and not to the rest.
    secret.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['secretsmanager:PutSecretValue'],
        resources: ['*'],
      }),
    )
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'CloudFront and the functions learn it from a deployment: a new one has a new name.',
    })
    return secret.secretValueFromJson('mark').unsafeUnwrap()
  })
