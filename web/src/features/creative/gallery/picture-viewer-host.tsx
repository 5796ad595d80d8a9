import { skipToken, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Deletion } from '../../../../../contracts/deletions.ts'
import type { DeletionNews } from '../deletions/deletion-news.tsx'
import { generationQuery } from '../queries.ts'
import { type HungPicture, type ReadyPicture, readyPicture } from './pictures.ts'

const FullSize = lazy(async () => ({ default: (await import('./full-size.tsx')).FullSize }))

const parameter = 'picture'

/** Which shown is open stands in the address (`?shown=pic_…`): Back closes it, and the address can be shared. */
export const usePictureInAddress = () => {
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const id = search.get(parameter)
  const opener = useRef<HTMLElement>(null)

  // The focus goes back to the shown that was pressed.
  useEffect(() => {
    if (id === null) opener.current?.focus()
  }, [id])

  return {
    id,
    open: (next: string) => {
      opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setSearch({ [parameter]: next }, { state: { opened: true } })
    },
    turnTo: (id: string) => setSearch({ [parameter]: id }, { replace: true, state: { opened: true } }),
    /** With the notice of what was deleted, on the page below. */
    closeAfter: (deleted: Deletion) =>
      setSearch({}, { replace: true, state: { deleted } satisfies DeletionNews }),
    close: () => {
      // Opened here: go back to where it was opened. Came by the address itself: there is nothing to go back to.
      if (window.history.state?.usr?.opened) void navigate(-1)
      else setSearch({}, { replace: true })
    },
  }
}

type Props = { pictures: HungPicture[]; address: ReturnType<typeof usePictureInAddress> }

/** All that is known of the picture that hangs there. While it is fetched, the one that was shown before it stays. */
const useReadyPicture = (hung: HungPicture | undefined) => {
  const { data } = useQuery({
    ...generationQuery(hung?.generation.id ?? ''),
    ...(!hung && { queryFn: skipToken }),
  })
  const last = useRef<ReadyPicture>(undefined)
  last.current = hung && (readyPicture(data, hung.picture.id) ?? last.current)
  return last.current
}

export const PictureViewer = ({ pictures, address }: Props) => {
  const index = pictures.findIndex(({ picture }) => picture.id === address.id)
  const shown = useReadyPicture(pictures[index])
  return (
    <Suspense fallback={null}>
      {shown && (
        <FullSize
          shown={shown}
          position={{ number: index + 1, total: pictures.length }}
          previousId={pictures[index - 1]?.picture.id}
          nextId={pictures[index + 1]?.picture.id}
          onTurn={address.turnTo}
          onClose={address.close}
          onDeleted={address.closeAfter}
        />
      )}
    </Suspense>
  )
}
