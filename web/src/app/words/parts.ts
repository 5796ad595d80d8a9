/** The parts of the page that have texts of their own, and how each language of them is loaded. */
export const parts = {
  app: { 'en-IN': () => import('../strings/en.ts'), 'hi-IN': () => import('../strings/hi.ts') },
  settings: {
    'en-IN': () => import('../settings/strings-en.ts'),
    'hi-IN': () => import('../settings/strings-hi.ts'),
  },
  account: {
    'en-IN': () => import('../../features/account/strings-en.ts'),
    'hi-IN': () => import('../../features/account/strings-hi.ts'),
  },
  audit: {
    'en-IN': () => import('../../features/audit/strings-en.ts'),
    'hi-IN': () => import('../../features/audit/strings-hi.ts'),
  },
  auth: {
    'en-IN': () => import('../../features/auth/strings-en.ts'),
    'hi-IN': () => import('../../features/auth/strings-hi.ts'),
  },
  creative: {
    'en-IN': () => import('../../features/creative/strings-en.ts'),
    'hi-IN': () => import('../../features/creative/strings-hi.ts'),
  },
  workspace: {
    'en-IN': () => import('../../features/workspace/strings-en.ts'),
    'hi-IN': () => import('../../features/workspace/strings-hi.ts'),
  },
}
export type Part = keyof typeof parts

type English = Awaited<ReturnType<(typeof parts)[Part]['en-IN']>>['texts']
type AllOf<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

/** The texts of all parts, by which `t` knows its keys. */
export type Texts = AllOf<English>
