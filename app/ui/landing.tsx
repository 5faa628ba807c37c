import { shell } from './texts/shell.ts'

/** What stands at the app's own address, for whoever comes without Shopify. */
export function Landing() {
  const { heading, what, how, action } = shell.landing
  return (
    <main style={{ maxWidth: '36rem', margin: '15vh auto', padding: '0 1.5rem', font: '16px/1.6 system-ui' }}>
      <img src="/icon.svg" alt="" width={48} height={48} />
      <h1 style={{ fontSize: '1.75rem', margin: '1rem 0 0.5rem' }}>{heading}</h1>
      <p>{what}</p>
      <p>{how}</p>
      <p>
        <a href="https://admin.shopify.com" style={{ color: '#0b5c4a' }}>
          {action}
        </a>
      </p>
    </main>
  )
}
