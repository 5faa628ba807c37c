/** The version of the Admin API that every operation is written for, and that shopify.app.toml asks webhooks in. */
export const apiVersion = '2026-10'
