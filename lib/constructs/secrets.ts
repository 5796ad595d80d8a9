import { Validations } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'

/** A placeholder until somebody puts the real key in; both shapes are told in functions/providers/google. */
export const makeGoogleSecret = (scope: Construct, stage: Stage): Secret => {
  const secret = new Secret(scope, 'GoogleSecret', {
    secretName: `dhol/${stage.name}/google`,
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
 * Stands in the configuration of CloudFront and of the API's functions, and is no more than a mark: who has it still
 * needs a token. Without it an address in X-Forwarded-For is anybody's word, and the firewall is walked around.
 */
export const makeEdgeSecret = (scope: Construct, stage: Stage): string => {
  const secret = new Secret(scope, 'EdgeSecret', {
    secretName: `dhol/${stage.name}/edge`,
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: 'mark',
      passwordLength: 40,
      excludePunctuation: true,
    },
  })
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'CloudFront and the functions learn it from a deployment, so only a deployment can change it.',
  })
  return secret.secretValueFromJson('mark').unsafeUnwrap()
}
