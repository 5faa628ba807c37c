import '@remix-run/node'

// Loaders answer dates as dates: see `future` in vite.config.ts.
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}
