// Door and worker in one process, as a small shop's server runs them.
import './web.child.ts'
import './worker.child.ts'
