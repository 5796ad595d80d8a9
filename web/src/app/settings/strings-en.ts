/** What is round the pages of the settings. */
export const texts = {
  settings: {
    nav: {
      label: 'Settings',
      security: 'Security',
      members: 'Members',
      keys: 'API keys',
      audit: 'Changes',
      workspace: 'Workspace',
    },
    common: {
      copy: 'Copy',
      copied: 'Copied',
      copyFailed: 'Could not copy. Select the text and copy it by hand.',
      none: 'none',
      yes: 'yes',
      no: 'no',
    },
  },
} as const
