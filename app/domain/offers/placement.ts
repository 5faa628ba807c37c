/** Where an offer can stand: the same words as in the contract with the extensions. */
export type Placement = 'thank-you' | 'order-status' | 'checkout' | 'post-purchase'
