type Form = { getInputNode: (path: string) => HTMLElement | null }

/** After a refused submit: to the first field that is not right. For the second argument of `form.onSubmit`. */
export const focusFirst = (form: Form) => (errors: object) => {
  const [path] = Object.keys(errors)
  if (path) form.getInputNode(path)?.focus()
}
