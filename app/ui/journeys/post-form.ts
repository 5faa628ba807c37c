/**
 * Sends a form to one of the app's own addresses that answer in JSON; App Bridge adds who asks. Nothing where it cannot
 * be reached or does not answer as it should: the page stays as it is.
 */
export async function postForm<Answer>(
  address: string,
  fields: Record<string, string>,
): Promise<Answer | undefined> {
  try {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const answer = await fetch(address, { method: 'POST', body: form })
    if (!answer.ok) return undefined
    const read: Answer = await answer.json()
    return read
  } catch {
    return undefined
  }
}
