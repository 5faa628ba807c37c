import { callFrame, onFrame, tellFrame } from './channel.ts'
import { type Config, standInOrigin } from './config.ts'

type ToastOptions = {
  duration?: number
  isError?: boolean
  action?: string
  onAction?(): void
  onDismiss?(): void
}
type Overlay = HTMLElement & { show(): Promise<void>; hide(): Promise<void>; toggle(): Promise<void> }

const toasts = new Map<string, ToastOptions>()
let shown = 0

/** The global `shopify` of an embedded app. */
export function createShopify(config: Config, idToken: () => Promise<string>) {
  onFrame('toast-gone', (value) => toastGone(value as { id: string; why: 'action' | 'dismiss' }))
  return {
    config,
    origin: standInOrigin,
    ready: Promise.resolve(),
    idToken,
    environment: { embedded: true, mobile: false, pos: false, intent: false },
    loading: (isLoading?: boolean) => tellFrame('loading', isLoading ?? true),
    user: async () => ({ accountAccess: 'Account owner' }),
    toast: { show: showToast, hide: (id: string) => tellFrame('toast-hide', id) },
    modal: overlayApi(),
    saveBar: { ...overlayApi(), leaveConfirmation: () => callFrame<void>('leave-confirmation') },
    scopes: {
      query: () => callFrame('scopes'),
      request: async () => ({ result: 'granted-all', detail: await callFrame('scopes') }),
      revoke: async () => ({ detail: await callFrame('scopes') }),
    },
    app: { extensions: async () => [] },
    webVitals: { onReport: async () => undefined },
    support: { registerHandler: async () => undefined },
    reviews: {
      request: async () => ({
        success: false,
        code: 'open-in-progress',
        message: 'The local store has no reviews.',
      }),
    },
    setSignals: () => undefined,
    resourcePicker: () => missing('resourcePicker'),
    picker: () => missing('picker'),
    intents: { invoke: () => missing('intents') },
  }
}

function showToast(message: string, options: ToastOptions = {}): string {
  shown += 1
  const id = `toast-${shown}`
  toasts.set(id, options)
  const { duration, isError, action } = options
  tellFrame('toast', { id, message, duration: duration ?? 5000, isError: isError ?? false, action })
  return id
}

function toastGone({ id, why }: { id: string; why: 'action' | 'dismiss' }): void {
  const options = toasts.get(id)
  toasts.delete(id)
  if (why === 'action') options?.onAction?.()
  options?.onDismiss?.()
}

function overlayApi() {
  const find = (id: string) => document.getElementById(id) as Overlay | null
  return {
    show: async (id: string) => find(id)?.show(),
    hide: async (id: string) => find(id)?.hide(),
    toggle: async (id: string) => find(id)?.toggle(),
  }
}

function missing(name: string): Promise<never> {
  return Promise.reject(new Error(`shopify.${name} is not part of the local store.`))
}
