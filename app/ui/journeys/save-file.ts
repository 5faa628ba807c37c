/** Fetches a journey as a file and saves it under its name; false where it could not be had. */
export async function saveJourneyFile(
  { id, name }: { id: string; name: string },
  version?: number,
): Promise<boolean> {
  try {
    const search = new URLSearchParams({ id, ...(version !== undefined && { version: String(version) }) })
    const answer = await fetch(`/app/journeys/export?${search}`)
    if (!answer.ok) return false
    const url = URL.createObjectURL(await answer.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = `${fileNameOf(name)}.journey.json`
    link.click()
    URL.revokeObjectURL(url)
    return true
  } catch {
    return false
  }
}

/** What every system takes for the name of a file. */
function fileNameOf(name: string): string {
  return (
    name
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .toLowerCase() || 'journey'
  )
}
