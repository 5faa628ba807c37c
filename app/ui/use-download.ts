import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'

/**
 * Downloads an address of ours as a file. A plain link would carry no session token: App Bridge adds it to what is
 * fetched. The page reads its data again afterwards.
 */
export function useDownload(address: string, fileName: string) {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const { revalidate } = useRevalidator()
  const download = async () => {
    setState('loading')
    try {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(`The export answered ${answer.status}.`)
      save(await answer.blob(), fileName)
      setState('idle')
      revalidate()
    } catch {
      setState('failed')
    }
  }
  return { download, isLoading: state === 'loading', hasFailed: state === 'failed' }
}

function save(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
