import sql, { empty } from 'sql-template-tag'
import type { Brand, BrandPatch } from '../../contracts/brands.ts'
import type { Db, Tx } from '../platform/data/db.ts'

const columns = sql`b.id, b.name, b.sells, b.audience, b.colours, b.tone, b.created_at as "createdAt"`

export const insertBrand = (tx: Tx, workspaceId: string, brand: Brand) =>
  tx.rows(sql`
    insert into creative.brands (id, workspace_id, name, sells, audience, colours, tone, created_at)
    values (${brand.id}, ${workspaceId}, ${brand.name}, ${brand.sells}, ${brand.audience}, ${brand.colours},
      ${brand.tone}, ${brand.createdAt})`)

/** Newest first, below the cursor. */
export const listBrands = (
  db: Db,
  workspaceId: string,
  page: { cursor?: string | undefined; limit: number },
) =>
  db.rows<Brand>(sql`
    select ${columns} from creative.brands b
    where b.workspace_id = ${workspaceId} and b.archived_at is null and b.deletion_id is null
      ${page.cursor ? sql`and b.id < ${page.cursor}` : empty}
    order by b.id desc
    limit ${page.limit}`)

/** One that is in use, or one that is archived. */
export async function findBrand(
  db: Db,
  workspaceId: string,
  id: string,
  { archived }: { archived: boolean },
): Promise<Brand | undefined> {
  const [found] = await db.rows<Brand>(sql`
    select ${columns} from creative.brands b
    where b.workspace_id = ${workspaceId} and b.id = ${id} and (b.archived_at is not null) = ${archived}
      and b.deletion_id is null`)
  return found
}

/** What is said of a brand before and after; undefined when it is so already, is archived or is not there. */
export async function updateBrand(tx: Tx, workspaceId: string, id: string, patch: BrandPatch) {
  const next = sql`
    coalesce(${patch.name ?? null}, b.name), coalesce(${patch.sells ?? null}, b.sells),
    coalesce(${patch.audience ?? null}, b.audience), coalesce(${patch.colours ?? null}::text[], b.colours),
    coalesce(${patch.tone ?? null}, b.tone)`
  const [updated] = await tx.rows<{ before: Required<BrandPatch>; after: Required<BrandPatch> }>(sql`
    update creative.brands b set (name, sells, audience, colours, tone) = row(${next})
    where b.workspace_id = ${workspaceId} and b.id = ${id} and b.archived_at is null and b.deletion_id is null
      and (b.name, b.sells, b.audience, b.colours, b.tone) is distinct from (${next})
    returning
      json_build_object('name', old.name, 'sells', old.sells, 'audience', old.audience, 'colours', old.colours,
        'tone', old.tone) as before,
      json_build_object('name', new.name, 'sells', new.sells, 'audience', new.audience, 'colours', new.colours,
        'tone', new.tone) as after`)
  return updated
}

/** Puts a brand away; undefined when it is away already or is not there. */
export async function archiveBrand(tx: Tx, workspaceId: string, id: string, now: Date) {
  const [archived] = await tx.rows<Brand>(sql`
    update creative.brands b set archived_at = ${now}
    where b.workspace_id = ${workspaceId} and b.id = ${id} and b.archived_at is null and b.deletion_id is null
    returning ${columns}`)
  return archived
}

/** Takes a brand back; undefined when it is in use already or is not there. */
export async function restoreBrand(tx: Tx, workspaceId: string, id: string) {
  const [restored] = await tx.rows<Brand>(sql`
    update creative.brands b set archived_at = null
    where b.workspace_id = ${workspaceId} and b.id = ${id} and b.archived_at is not null and b.deletion_id is null
    returning ${columns}`)
  return restored
}

/** How many generations a brand has; undefined for one that is not there. */
export async function countContents(db: Db, workspaceId: string, id: string) {
  const [counted] = await db.rows<{ generations: number }>(sql`
    select (select count(*)::integer from creative.generations g
        where g.workspace_id = b.workspace_id and g.brand_id = b.id and g.deletion_id is null) as generations
    from creative.brands b
    where b.workspace_id = ${workspaceId} and b.id = ${id} and b.deletion_id is null`)
  return counted
}

/** What the prompts of a generation are made of; undefined when it was deleted. */
export async function findBrandAndBrief(db: Db, workspaceId: string, generationId: string) {
  const [found] = await db.rows<Brand & { brief: string }>(sql`
    select ${columns}, g.brief from creative.generations g
    join creative.brands b on b.id = g.brand_id and b.workspace_id = g.workspace_id
    where g.workspace_id = ${workspaceId} and g.id = ${generationId} and g.deletion_id is null`)
  return found
}
