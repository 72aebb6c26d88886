// `npm run check`: types of every process layer, lint, architecture rules and unused code, side by side, in under a minute.
import { spawn } from 'node:child_process'

const steps = {
  'types: main': ['tsc', '-p', 'src-main'],
  'types: preload': ['tsc', '-p', 'src-preload'],
  'types: renderer': ['tsc', '-p', 'src-renderer'],
  'types: test': ['tsc', '-p', 'test'],
  'types: scripts': ['tsc', '-p', 'scripts'],
  lint: ['oxlint', '--deny-warnings'],
  architecture: ['vitest', 'run', '--project', 'architecture', '--reporter', 'dot'],
  'unused code': ['knip', '--no-progress'],
}

const started = Date.now()
const outcomes = await Promise.all(Object.entries(steps).map(([name, [command, ...args]]) => run(name, command, args)))
for (const { name, code, output } of outcomes) {
  if (code !== 0) console.log(`\n── ${name} ──\n${output.trim()}`)
}
for (const { name, code, seconds } of outcomes) console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
console.log(`check took ${Math.round((Date.now() - started) / 1000)} s`)
process.exit(outcomes.some(({ code }) => code !== 0) ? 1 : 0)

function run(name, command, args) {
  const begun = Date.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ name, code: 1, output: error.message, seconds: 0 }))
    child.on('close', (code) => resolve({ name, code, output, seconds: Math.round((Date.now() - begun) / 1000) }))
  })
}
