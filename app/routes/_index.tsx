import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Landing } from '../ui/landing.tsx'
import { shell } from '../ui/texts/shell.ts'

export const meta: MetaFunction = () => [{ title: shell.app }, { name: 'robots', content: 'noindex' }]

/** Shopify opens the app at its root, naming the shop; everybody else sees what this is. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url)
  if (searchParams.has('shop')) throw redirect(`/app${search}`)
  return null
}

export default function Index() {
  return <Landing />
}
