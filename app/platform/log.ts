import { pino } from 'pino'

/** The levels that LOG_LEVEL may name. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const asked = process.env.LOG_LEVEL

/**
 * Structured log lines on standard output. Lines carry ids and counts, never names, addresses, tokens or payloads;
 * as a second net, well-known personal and secret keys are cut out wherever they appear one level deep.
 */
export const log = pino({
  // A level that is none is the configuration's to complain about; it must not keep that complaint from being read.
  level: logLevels.find((level) => level === asked) ?? 'info',
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
