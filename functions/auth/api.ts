import { authEndpoints } from '../../contracts/auth.ts'
import { createApi, route } from '../platform/http.ts'
import { createTokenVerifier } from '../platform/tokens.ts'
import { getKeys } from './api/get-keys.ts'
import { getMe } from './api/get-me.ts'
import { login } from './api/login.ts'
import { register } from './api/register.ts'
import { createContext } from './context.ts'

const context = createContext()

const routes = [
  route(authEndpoints.register, register),
  route(authEndpoints.login, login),
  route(authEndpoints.getMe, getMe),
  route(authEndpoints.getKeys, getKeys),
]

export const handler = createApi(context, routes, createTokenVerifier(context.env))
