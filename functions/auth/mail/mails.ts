import type { SecurityNotice } from '../../../contracts/events.ts'
import { type Words, words } from './mail-words.ts'

type LinkMail =
  | 'register'
  | 'account_exists'
  | 'account_moved_here'
  | 'reset'
  | 'change_email'
  | 'take_back'
  | 'give_back'

type DeletionNotice = 'workspace_deleted' | 'account_deleted'

export type Mail =
  | { kind: LinkMail | Exclude<SecurityNotice, DeletionNotice>; url: string }
  | { kind: 'invitation'; url: string; invitedBy: string; inviterEmail: string; workspaceName: string }
  /** `deletedAt` is ISO 8601. */
  | { kind: 'workspace_deleted'; url: string; workspaceName: string; deletedBy: string; deletedAt: string }
  | { kind: 'account_deleted'; url: string; deletedAt: string }

/** A mail in English and Hindi, since nobody has told us yet which they read. As text and as a page without pictures. */
export function mailOf(mail: Mail): { subject: string; text: string; html: string } {
  const { en, hi } = words[mail.kind]({ ...nothing, ...mail })
  return {
    subject: `${en.subject} · ${hi.subject}`,
    text: [en, hi].map(({ text, button }) => `${text}\n\n${button}: ${mail.url}`).join('\n\n—\n\n'),
    html: page([en, hi].map((each) => section(each, mail.url)).join('<hr>')),
  }
}

const nothing = { invitedBy: '', inviterEmail: '', workspaceName: '', deletedBy: '', deletedAt: '' }

const section = ({ text, button }: Words, url: string) =>
  `<p>${escapeHtml(text)}</p><p><a href="${escapeHtml(url)}">${escapeHtml(button)}</a></p>`

const page = (body: string) =>
  `<!doctype html><html><body style="font:16px/1.5 sans-serif;max-width:32em;margin:2em auto">${body}</body></html>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '')
