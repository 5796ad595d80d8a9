import { type App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib'

/**
 * Has every synthesis of a stage that is deployed fail on a template that CloudFormation would refuse and on what
 * cdk-nag finds without an acknowledgement. It takes longer than the synthesis itself.
 */
export const addChecks = async (app: App) => {
  const { AwsSolutionsChecks } = await import('cdk-nag')
  Validations.of(app).addPlugins(new CloudFormationValidatePlugin(), new AwsSolutionsChecks(app))
}
