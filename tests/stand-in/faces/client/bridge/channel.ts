type Message = { from: 'admin'; kind: string; id?: number; value?: unknown; error?: string }

const listeners = new Map<string, (value: unknown) => void>()
const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>()
let asked = 0

window.addEventListener('message', ({ source, data }: MessageEvent<Message>) => {
  if (source !== window.parent || data?.from !== 'admin') return
  if (data.kind === 'answer' && data.id !== undefined) settle(data.id, data)
  else listeners.get(data.kind)?.(data.value)
})

/** Tells the admin frame something. */
export function tellFrame(kind: string, value?: unknown, id?: number): void {
  window.parent.postMessage({ from: 'app', kind, value, id }, '*')
}

/** Asks the admin frame something and waits for its answer. */
export function callFrame<Value>(kind: string, value?: unknown): Promise<Value> {
  asked += 1
  const id = asked
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: (answer) => resolve(answer as Value), reject })
    tellFrame(kind, value, id)
  })
}

/** Hears one kind of message from the admin frame. */
export function onFrame(kind: string, listen: (value: unknown) => void): void {
  listeners.set(kind, listen)
}

function settle(id: number, { value, error }: Message): void {
  const waits = waiting.get(id)
  waiting.delete(id)
  if (error === undefined) waits?.resolve(value)
  else waits?.reject(new Error(error))
}
