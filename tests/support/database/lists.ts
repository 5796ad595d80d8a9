import { listEntries, listOwnEntries } from '../../../functions/audit/entries.sql.ts'
import { listLongDeletedUsers } from '../../../functions/auth/accounts/removal.sql.ts'
import { listSessionIds, listSessions } from '../../../functions/auth/sessions/sessions.sql.ts'
import { listApiKeys } from '../../../functions/auth/workspaces/api-keys.sql.ts'
import { listDeleted } from '../../../functions/auth/workspaces/deleted.sql.ts'
import { listInvitations } from '../../../functions/auth/workspaces/invitations.sql.ts'
import { listMade } from '../../../functions/auth/workspaces/made.sql.ts'
import { listMembers } from '../../../functions/auth/workspaces/members.sql.ts'
import { listLongDeletedWorkspaces } from '../../../functions/auth/workspaces/removal.sql.ts'
import { listMemberships, listSeats } from '../../../functions/auth/workspaces/workspaces.sql.ts'
import { listBrands } from '../../../functions/creative/brands.sql.ts'
import { listDeletions } from '../../../functions/creative/deletions/deletions.sql.ts'
import {
  listDoomedPictures,
  listDueDeletions,
  listGenerationsOfWorkspace,
  listPicturesOfWorkspace,
} from '../../../functions/creative/deletions/removal.sql.ts'
import { listGenerations } from '../../../functions/creative/generations.sql.ts'
import { listOpenPictures } from '../../../functions/creative/pictures/pictures.sql.ts'
import { isAnyUnderWay, listStaleGenerations } from '../../../functions/creative/turns/lost-turns.sql.ts'
import type { Db } from '../../../functions/platform/data/db.ts'
import { actors, deletionOfMany, peopleOf, plainId, rowId, smallWorkspaces, timeOf } from './skewed-rows.ts'

/** Whose rows are asked for, and a row of theirs. */
export type Asker = { workspaceId: string; userId: string; row: number; deletionId: string }

/** Who asks for a list, of `rows` rows in each table. */
export const askersOf = (rows: number): Record<'large' | 'small' | 'new', Asker> => {
  const [old, young] = [rows / 4, (rows / 4) * 3]
  return {
    large: {
      workspaceId: plainId('wsp', 0),
      userId: plainId('usr', 1),
      row: old,
      deletionId: deletionOfMany(rows),
    },
    small: {
      workspaceId: plainId('wsp', 1 + (young % smallWorkspaces)),
      userId: plainId('usr', peopleOf(young)),
      row: young,
      deletionId: rowId('del', young),
    },
    new: {
      workspaceId: plainId('wsp', rows),
      userId: plainId('usr', rows + 1),
      row: young,
      deletionId: rowId('del', young),
    },
  }
}

type Ways = Record<string, (db: Db, asker: Asker) => Promise<unknown>>

const page = { limit: 21 }
const day = 24 * 60
const dayOf = (row: number) => ({ from: timeOf(row).toISOString(), until: timeOf(row + day).toISOString() })
const actorOf = (row: number) => plainId('usr', 1 + (row % actors))

/** Every list of Dhol by its file and name, who reads it, and the ways in which it is asked for. */
export const lists: Record<string, { login: string; ways: Ways }> = {
  'creative/brands.sql.ts listBrands': {
    login: 'creative',
    ways: {
      'first page': (db, { workspaceId }) => listBrands(db, workspaceId, page),
      'older page': (db, { workspaceId, row }) =>
        listBrands(db, workspaceId, { ...page, cursor: rowId('brd', row) }),
    },
  },
  'creative/generations.sql.ts listGenerations': {
    login: 'creative',
    ways: {
      'first page': (db, { workspaceId }) => listGenerations(db, workspaceId, page),
      'older page': (db, { workspaceId, row }) =>
        listGenerations(db, workspaceId, { ...page, cursor: rowId('gen', row) }),
    },
  },
  'creative/turns/lost-turns.sql.ts listStaleGenerations': {
    login: 'creative-sweep',
    ways: { all: (db) => listStaleGenerations(db, new Date('2100-01-01')) },
  },
  'creative/turns/lost-turns.sql.ts isAnyUnderWay': { login: 'creative-sweep', ways: { all: isAnyUnderWay } },
  'creative/pictures/pictures.sql.ts listOpenPictures': {
    login: 'creative',
    ways: { all: (db, { workspaceId, row }) => listOpenPictures(db, workspaceId, rowId('gen', row)) },
  },
  'creative/deletions/deletions.sql.ts listDeletions': {
    login: 'creative',
    ways: {
      'first page': (db, { workspaceId }) => listDeletions(db, workspaceId, new Date(0), page),
      'older page': (db, { workspaceId }) =>
        listDeletions(db, workspaceId, new Date(0), { ...page, cursor: rowId('del', 500) }),
    },
  },
  'creative/deletions/removal.sql.ts listDueDeletions': {
    login: 'creative-sweep',
    ways: { all: (db) => listDueDeletions(db, new Date('2100-01-01')) },
  },
  'creative/deletions/removal.sql.ts listDoomedPictures': {
    login: 'creative-sweep',
    ways: { all: listDoomedPictures },
  },
  'creative/deletions/removal.sql.ts listPicturesOfWorkspace': {
    login: 'creative-sweep',
    ways: { all: (db, { workspaceId }) => listPicturesOfWorkspace(db, workspaceId) },
  },
  'creative/deletions/removal.sql.ts listGenerationsOfWorkspace': {
    login: 'creative-sweep',
    ways: { all: (db, { workspaceId }) => listGenerationsOfWorkspace(db, workspaceId) },
  },
  'audit/entries.sql.ts listEntries': {
    login: 'audit',
    ways: {
      'first page': (db, { workspaceId }) => listEntries(db, workspaceId, {}, page),
      'older page': (db, { workspaceId, row }) =>
        listEntries(db, workspaceId, {}, { ...page, cursor: rowId('aud', row) }),
      'by actor': (db, { workspaceId, row }) => listEntries(db, workspaceId, { actorId: actorOf(row) }, page),
      'by an action of long ago': (db, { workspaceId }) =>
        listEntries(db, workspaceId, { action: 'member.removed' }, page),
      'by a thing of long ago': (db, { workspaceId }) =>
        listEntries(db, workspaceId, { action: 'member' }, page),
      'by a thing of others': (db, { workspaceId }) =>
        listEntries(db, workspaceId, { action: 'brand' }, page),
      'by subject': (db, { workspaceId, row }) =>
        listEntries(db, workspaceId, { subject: String(row / 10) }, page),
      'of a day': (db, { workspaceId, row }) => listEntries(db, workspaceId, dayOf(row), page),
      'of a day, by actor': (db, { workspaceId, row }) =>
        listEntries(db, workspaceId, { actorId: actorOf(row), ...dayOf(row) }, page),
      'export of a day': (db, { workspaceId, row }) =>
        listEntries(db, workspaceId, dayOf(row), { limit: 10_000 }),
    },
  },
  'audit/entries.sql.ts listOwnEntries': {
    login: 'audit',
    ways: {
      'first page': (db, { userId }) => listOwnEntries(db, userId, page),
      'older page': (db, { userId, row }) =>
        listOwnEntries(db, userId, { ...page, cursor: rowId('aud', row) }),
    },
  },
  'auth/sessions/sessions.sql.ts listSessions': {
    login: 'auth',
    ways: { all: (db, { userId, row }) => listSessions(db, userId, rowId('ses', row)) },
  },
  'auth/sessions/sessions.sql.ts listSessionIds': {
    login: 'auth',
    ways: { all: (db, { userId }) => listSessionIds(db, userId) },
  },
  'auth/accounts/removal.sql.ts listLongDeletedUsers': {
    login: 'auth-sweep',
    ways: { all: (db) => listLongDeletedUsers(db, new Date('2100-01-01'), 500) },
  },
  'auth/workspaces/removal.sql.ts listLongDeletedWorkspaces': {
    login: 'auth-sweep',
    ways: { all: (db) => listLongDeletedWorkspaces(db, new Date('2100-01-01'), 500) },
  },
  'auth/workspaces/deleted.sql.ts listDeleted': {
    login: 'auth',
    ways: { all: (db, { userId }) => listDeleted(db, userId, new Date(0)) },
  },
  'auth/workspaces/api-keys.sql.ts listApiKeys': {
    login: 'auth',
    ways: { all: (db, { workspaceId }) => listApiKeys(db, workspaceId) },
  },
  'auth/workspaces/invitations.sql.ts listInvitations': {
    login: 'auth',
    ways: { all: (db, { workspaceId }) => listInvitations(db, workspaceId, new Date('2100-01-01')) },
  },
  'auth/workspaces/made.sql.ts listMade': {
    login: 'auth',
    ways: {
      'of a month': (db, { workspaceId, userId, row }) => listMade(db, workspaceId, userId, timeOf(row)),
    },
  },
  'auth/workspaces/members.sql.ts listMembers': {
    login: 'auth',
    ways: { all: (db, { workspaceId }) => listMembers(db, workspaceId) },
  },
  'auth/workspaces/workspaces.sql.ts listMemberships': {
    login: 'auth',
    ways: {
      all: (db, { userId }) => listMemberships(db, userId),
      one: (db, { userId, workspaceId }) => listMemberships(db, userId, workspaceId),
    },
  },
  'auth/workspaces/workspaces.sql.ts listSeats': {
    login: 'auth',
    ways: { all: (db, { userId }) => listSeats(db, userId) },
  },
}
