import { pino } from 'pino'

/**
 * Structured log lines on standard output. Lines carry ids and counts, never names, addresses, tokens or payloads;
 * as a second net, well-known personal and secret keys are cut out wherever they appear one level deep.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { app: 'encore', pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'email',
      'phone',
      'name',
      'address',
      'token',
      'accessToken',
      'refreshToken',
      'authorization',
      'body',
    ].flatMap((key) => [key, `*.${key}`]),
    censor: '[cut]',
  },
})
