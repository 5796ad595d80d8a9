import { fromEnv } from '@aws-sdk/credential-provider-env'

/**
 * Stands in for `@aws-sdk/credential-provider-node` in every bundle (lib/bundle.ts): Lambda gives a function its
 * credentials in the environment, so the other seven ways to find some (100 kB) never run there.
 */
export const defaultProvider = () => fromEnv()
