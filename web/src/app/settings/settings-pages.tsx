import { Navigate, Route, Routes } from 'react-router'
import { ReviewPage } from '../../features/account/review-page.tsx'
import { SecurityPage } from '../../features/account/security-page.tsx'
import { Activity } from '../../features/audit/activity.tsx'
import { AuditPage } from '../../features/audit/audit-page.tsx'
import { KeysPage } from '../../features/workspace/keys-page.tsx'
import { MembersPage } from '../../features/workspace/members-page.tsx'
import { NewWorkspacePage } from '../../features/workspace/new-workspace-page.tsx'
import { WorkspacePage } from '../../features/workspace/workspace-page.tsx'
import { NotFoundPage } from '../shell/not-found-page.tsx'
import { Allowed } from './allowed.tsx'
import { SettingsNav } from './settings-nav.tsx'
import css from './settings-pages.module.css'

const members = (
  <Allowed name="listMembers">
    <MembersPage />
  </Allowed>
)
const apiKeys = (
  <Allowed name="listApiKeys">
    <KeysPage />
  </Allowed>
)
const audit = (
  <Allowed name="listAuditEntries">
    <AuditPage />
  </Allowed>
)

/** Everything under `/settings`. */
export const SettingsPages = () => (
  <div className={css.layout}>
    <SettingsNav />
    <div className={css.page}>
      <Routes>
        <Route index element={<Navigate to="security" replace />} />
        <Route path="security" element={<SecurityPage activity={<Activity />} />} />
        <Route path="review" element={<ReviewPage />} />
        <Route path="members" element={members} />
        <Route path="keys" element={apiKeys} />
        <Route path="audit" element={audit} />
        <Route path="workspace" element={<WorkspacePage />} />
        <Route path="workspace/new" element={<NewWorkspacePage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </div>
  </div>
)
