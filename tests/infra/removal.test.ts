import { beforeAll, describe, expect, test } from 'vitest'
import { ofType, type Resource, resourcesOf, type Stack, stacksOf } from './synth.ts'

const only = (resources: Resource[], type: string) => {
  const [found, ...others] = ofType(resources, type)
  if (!found || others.length > 0) throw new Error(`expected one ${type}`)
  return found
}

const rulesOf = ({ properties }: Resource) => properties.LifecycleConfiguration.Rules

describe('dev is removed', () => {
  let resources: Resource[]
  let stacks: Stack[]
  beforeAll(async () => {
    resources = await resourcesOf('dev')
    stacks = await stacksOf('dev')
  })

  test('with everything in it', () => {
    expect(resources.filter(({ deletionPolicy }) => deletionPolicy !== 'Delete')).toEqual([])
    expect(only(resources, 'AWS::RDS::DBCluster').properties.DeletionProtection).toBe(false)
    for (const { terminationProtection } of stacks) expect(terminationProtection).toBe(false)
  })

  test('with its buckets, which are emptied first: a full one would stop the removal', () => {
    const emptied = ofType(resources, 'Custom::S3AutoDeleteObjects').map(
      ({ properties }) => properties.BucketName.Ref,
    )
    const buckets = ofType(resources, 'AWS::S3::Bucket').map(({ id }) => id)
    expect(buckets.length).toBeGreaterThan(2)
    expect(emptied.sort()).toEqual(buckets.sort())
  })
})

describe('prod is kept', () => {
  let resources: Resource[]
  let stacks: Stack[]
  beforeAll(async () => {
    resources = await resourcesOf('prod')
    stacks = await stacksOf('prod')
  })

  test('no stack of it can be deleted by a slip', () => {
    expect(stacks).toHaveLength(5)
    for (const { terminationProtection } of stacks) expect(terminationProtection).toBe(true)
  })

  test.each([
    ['AWS::S3::Bucket', 'Retain'],
    ['AWS::SecretsManager::Secret', 'Retain'],
    ['AWS::KMS::Key', 'Retain'],
    ['AWS::RDS::DBCluster', 'Snapshot'],
  ])('each %s outlives its stack: %s', (type, policy) => {
    expect(ofType(resources, type).length).toBeGreaterThan(0)
    for (const { id, deletionPolicy } of ofType(resources, type)) expect(deletionPolicy, id).toBe(policy)
    expect(ofType(resources, 'Custom::S3AutoDeleteObjects')).toEqual([])
  })

  test('the database is encrypted with a key of ours, and stays at the version that is written here', () => {
    const { KmsKeyId, StorageEncrypted } = only(resources, 'AWS::RDS::DBCluster').properties
    expect(StorageEncrypted).toBe(true)
    const [key] = ofType(resources, 'AWS::KMS::Key').filter(({ id }) => id === KmsKeyId['Fn::GetAtt'][0])
    expect(key?.properties).toMatchObject({ EnableKeyRotation: true, MultiRegion: true })
    for (const { properties } of ofType(resources, 'AWS::RDS::DBInstance'))
      expect(properties.AutoMinorVersionUpgrade).toBe(false)
  })

  test('pictures that were written over or deleted can be had back for a month', () => {
    const [assets] = ofType(resources, 'AWS::S3::Bucket').filter(({ id }) => id.startsWith('AssetsBucket'))
    expect(assets?.properties.VersioningConfiguration).toEqual({ Status: 'Enabled' })
    expect(assets && rulesOf(assets)).toEqual([
      expect.objectContaining({
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
        ExpiredObjectDeleteMarker: true,
      }),
    ])
  })
})

describe.each(['dev', 'prod'] as const)('in stage %s', (stage) => {
  test('every key can be copied to another region', async () => {
    const keys = ofType(await resourcesOf(stage), 'AWS::KMS::Key')
    expect(keys.length).toBeGreaterThan(1)
    for (const { id, properties } of keys) expect(properties.MultiRegion, id).toBe(true)
  })

  test('no bucket keeps uploads that were given up, and logs end', async () => {
    const buckets = ofType(await resourcesOf(stage), 'AWS::S3::Bucket')
    for (const bucket of buckets) {
      expect(rulesOf(bucket), bucket.id).toContainEqual(
        expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
      )
    }
    const [log] = buckets.filter(({ id }) => id.startsWith('AccessLog'))
    expect(log && rulesOf(log)).toContainEqual(
      expect.objectContaining({ ExpirationInDays: expect.any(Number) }),
    )
  })

  test('each stack has the tags by which bills are split', async () => {
    for (const { tags } of await stacksOf(stage)) expect(tags).toEqual({ app: 'dhol', stage })
  })
})
