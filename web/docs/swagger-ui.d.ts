/** The package's types know only its entry, which asks for Node's modules too. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  import type { SwaggerUIBundle } from 'swagger-ui-dist'

  const bundle: SwaggerUIBundle
  // biome-ignore lint/style/noDefaultExport: the package's own.
  export default bundle
}
