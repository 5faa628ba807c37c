import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** All metrics of this process, in Prometheus' form at `/metrics`. */
export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

export const deliveriesReceived = new Counter({
  name: 'encore_deliveries_received_total',
  help: 'Deliveries answered at the webhook door, by HTTP status.',
  labelNames: ['status'],
  registers: [metrics],
})

export const deliveriesWorked = new Counter({
  name: 'encore_deliveries_worked_total',
  help: 'Deliveries worked, by outcome: done, retried or aside.',
  labelNames: ['outcome'],
  registers: [metrics],
})

export const deliveryDelay = new Histogram({
  name: 'encore_delivery_delay_seconds',
  help: 'Seconds from a delivery being received to its effects being committed.',
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300],
  registers: [metrics],
})

export const walksWorked = new Counter({
  name: 'encore_walks_worked_total',
  help: 'Walks through journeys that were looked at, by outcome: advanced, retried or broken.',
  labelNames: ['outcome'],
  registers: [metrics],
})

export const walkDelay = new Histogram({
  name: 'encore_walk_delay_seconds',
  help: 'Seconds from a walk being due to what followed from it being committed.',
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300],
  registers: [metrics],
})

export const touchesSent = new Counter({
  name: 'encore_touches_sent_total',
  help: 'Touches handed to a channel, by channel and outcome: sent, queued again, failed or unknown.',
  labelNames: ['channel', 'outcome'],
  registers: [metrics],
})

export const offersDecided = new Counter({
  name: 'encore_offers_decided_total',
  help: 'Offers decided, by outcome: offered, nothing or refused.',
  labelNames: ['outcome'],
  registers: [metrics],
})

export const keepWaiting = new Gauge({
  name: 'encore_intake_waiting',
  help: 'Deliveries received and not yet committed.',
  registers: [metrics],
})
