import { Component, type ReactNode } from 'react'
import { Notice } from '../../ui/notice.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { i18n } from '../words/i18n.ts'

/** Catches what a page throws while it renders, and a part of the page that did not load. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Notice
        tone="alarm"
        title={i18n.t('error.crashTitle')}
        actions={
          <PlainButton onClick={() => window.location.reload()}>{i18n.t('common.reload')}</PlainButton>
        }
      >
        {i18n.t('error.crashText')}
      </Notice>
    )
  }
}
