/**
 * What `work` gives within the limit. Nothing when it is late, which also aborts it, or when it fails: a page that
 * somebody paid on never shows an error of ours.
 */
export async function inTime<Result>(
  limitMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((end) => {
    timer = setTimeout(() => {
      abort.abort()
      end(undefined)
    }, limitMs)
  })
  try {
    return await Promise.race([work(abort.signal), late])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
