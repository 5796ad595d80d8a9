import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'

const dark = matchMedia('(prefers-color-scheme: dark)')
const followSystem = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', followSystem)
followSystem()

/** Immutable.js's map, as far as it is needed here. */
type Definition = { has: (scheme: string) => boolean }
type Definitions = { filter: (keep: (each: Definition) => boolean) => Definitions }

/** The cookie cannot be typed in: the browser has it or has not. */
const withoutCookie = {
  statePlugins: {
    auth: {
      wrapSelectors: {
        definitionsToAuthorize:
          (original: (...args: unknown[]) => Definitions) =>
          (_state: unknown, ...args: unknown[]) =>
            original(...args).filter((each) => !each.has('refreshCookie')),
      },
    },
  },
}

SwaggerUI({
  url: '/v1/openapi.json',
  dom_id: '#endpoints',
  plugins: [withoutCookie],
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  // What is pasted here is forgotten with the page.
  persistAuthorization: false,
  // Swagger's own validator is another origin.
  validatorUrl: null,
})
