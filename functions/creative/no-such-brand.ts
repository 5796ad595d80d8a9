import { NotFound } from '../platform/errors.ts'

export const noSuchBrand = () => new NotFound('There is no such brand in this workspace. Choose another.')
