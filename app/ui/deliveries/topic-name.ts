import { deliveries } from '../texts/deliveries.ts'

/** What a topic is called; a topic of a later Shopify is called by its own name. */
export function topicName(topic: string): string {
  return deliveries.topic[topic] ?? topic
}
