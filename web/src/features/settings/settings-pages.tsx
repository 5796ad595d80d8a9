import { Navigate, Route, Routes } from 'react-router'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { Allowed } from './allowed.tsx'
import { AuditPage } from './audit-page.tsx'
import { KeysPage } from './keys-page.tsx'
import { MembersPage } from './members-page.tsx'
import { NewWorkspacePage } from './new-workspace-page.tsx'
import { SecurityPage } from './security-page.tsx'
import { SettingsNav } from './settings-nav.tsx'
import css from './settings-pages.module.css'
import { WorkspacePage } from './workspace-page.tsx'

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
        <Route path="security" element={<SecurityPage />} />
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
