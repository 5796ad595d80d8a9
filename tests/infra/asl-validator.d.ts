declare module 'asl-validator' {
  const validate: (definition: unknown) => { isValid: boolean; errorsText: (separator?: string) => string }
  // biome-ignore lint/style/noDefaultExport: it is what the package has
  export default validate
}
