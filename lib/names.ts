/** `creative/steps/render-image` → `CreativeStepsRenderImage`: ids of constructs, placeholders in state machines. */
export const pascalCase = (path: string) =>
  path.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, first: string) => first.toUpperCase())
