/** What frames every page: navigation, failures, the public landing page. */
export const shell = {
  app: 'Encore',
  nav: {
    home: 'Home',
    customers: 'Customers',
    journeys: 'Journeys',
    offers: 'Offers',
    deliveries: 'Deliveries',
    settings: 'Settings',
  },
  loading: 'Loading',
  title: (page: string) => `${page} · Encore`,
  notThere: {
    title: 'Not there',
    heading: 'There is nothing at this address',
    body: 'It may have been removed, or the address may be mistyped. Nothing else is affected.',
    action: 'Go to Home',
  },
  notIn: {
    title: 'Please open Encore again',
    heading: 'Shopify did not confirm who you are',
    body: 'The session has ended, or this page was opened outside of the Shopify admin. Open Encore from your list of apps to continue.',
  },
  failed: {
    title: 'Something failed',
    heading: 'This page could not be loaded',
    body: 'Nothing is lost: what Shopify cannot deliver now it sends again later. Try again in a moment. If it keeps failing, the server’s log says why.',
    action: 'Try again',
  },
  landing: {
    heading: 'Encore',
    what: 'Encore is a Shopify app for what happens after a purchase. It keeps each customer’s story in order, from their first order on, and shows up to three products that go with what they bought, each with the reason why.',
    how: 'It works inside the Shopify admin. To open it, go to your store’s admin, choose Apps, then Encore.',
    action: 'Go to the Shopify admin',
  },
}
