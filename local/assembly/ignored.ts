/**
 * Resource types that the local cloud leaves out, each with the reason. A type that is neither read nor listed here
 * is an error, so that no gap goes unseen.
 */
export const ignored: Record<string, string> = {
  'AWS::CloudFront::OriginAccessControl': 'the local front reads the buckets itself',
  'AWS::CloudWatch::Dashboard': 'a Prometheus that reads the local metrics has better ones',
  'AWS::EC2::EgressOnlyInternetGateway': 'there is no network to build: everything is on this machine',
  'AWS::EC2::FlowLog': 'there is no network to build: everything is on this machine',
  'AWS::EC2::InternetGateway': 'there is no network to build: everything is on this machine',
  'AWS::EC2::Route': 'there is no network to build: everything is on this machine',
  'AWS::EC2::RouteTable': 'there is no network to build: everything is on this machine',
  'AWS::EC2::SecurityGroup': 'there is no network to build: everything is on this machine',
  'AWS::EC2::SecurityGroupEgress': 'there is no network to build: everything is on this machine',
  'AWS::EC2::SecurityGroupIngress': 'there is no network to build: everything is on this machine',
  'AWS::EC2::Subnet': 'there is no network to build: everything is on this machine',
  'AWS::EC2::SubnetRouteTableAssociation': 'there is no network to build: everything is on this machine',
  'AWS::EC2::VPC': 'there is no network to build: everything is on this machine',
  'AWS::EC2::VPCCidrBlock': 'there is no network to build: everything is on this machine',
  'AWS::EC2::VPCEndpoint': 'there is no network to build: everything is on this machine',
  'AWS::EC2::VPCGatewayAttachment': 'there is no network to build: everything is on this machine',
  'AWS::Lambda::EventInvokeConfig': 'asynchronous invocations are retried as Lambda does by default',
  'AWS::Lambda::LayerVersion': 'holds tools of functions that only a deployment runs',
  'AWS::Lambda::Version': 'one version of each function is enough: the newest',
  'AWS::Logs::LogGroup': 'logs go to the terminal and to files',
  'AWS::Logs::MetricFilter': 'no metrics are collected locally',
  'AWS::RDS::DBClusterParameterGroup': 'PostgreSQL runs once, with settings of its own',
  'AWS::RDS::DBInstance': 'PostgreSQL runs once, for the cluster',
  'AWS::RDS::DBSubnetGroup': 'there is no network to build: everything is on this machine',
  'AWS::SES::EmailIdentity': 'the local inbox takes mail from whom a role lets send; nobody asks DNS',
  'AWS::SNS::Topic': 'alarms have nobody to tell locally',
  'AWS::SNS::TopicPolicy': 'alarms have nobody to tell locally',
  'AWS::XRay::SamplingRule': 'nothing is traced locally',
}
