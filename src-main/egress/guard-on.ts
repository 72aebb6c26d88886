import { installGuard } from './guard/install.ts'

// The first import of every entry and every worker thread; see installGuard for what it does and why it is first.
installGuard()
