// Opens the job queue on the database named on the command line, and closes it: what a process does at its start.
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'

await startQueue(process.argv[2] ?? '')
await stopQueue()
