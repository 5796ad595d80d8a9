import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Deletion, deletionEndpoints } from '../../../../../contracts/deletions.ts'
import { call } from '../../../app/api/api.ts'
import { forgetDeleted } from '../generations/cache.ts'
import { refreshAll } from './queries.ts'

type Endpoint =
  | typeof deletionEndpoints.deleteBrand
  | typeof deletionEndpoints.deleteGeneration
  | typeof deletionEndpoints.deletePicture

/** Deletes a thing. `onDeleted` leads away from it, before the page fetches what is left. */
export const useDelete = (endpoint: Endpoint, id: string, onDeleted: (deletion: Deletion) => void) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(endpoint, { params: { id } }),
    onSuccess: async (deletion) => {
      onDeleted(deletion)
      forgetDeleted(client, deletion)
      await refreshAll(client)
    },
  })
}
