import type { TextThread, TextThreadEvents } from './text-thread.ts'

/** Texts at a thread at once: one being worked on and one at hand, so that it never waits for the main event loop. */
const depth = 2

/** A text that a worker thread is to make something of. `settle(null)` means that it could not. */
export interface TextTask<Result> {
  readonly text: string
  readonly urgent: boolean
  readonly settle: (result: Result | null) => void
  /** Nobody waits any more: it is skipped if no thread has it yet. */
  readonly dropped: () => boolean
}

interface Member<Result> { readonly thread: TextThread; readonly held: Map<number, TextTask<Result>>; ready: boolean }

/**
 * Shares texts out to a few threads: urgent ones go to the least busy thread at once, others wait here until a thread
 * has room. Threads start when there is work for them. When one dies, another one gets what it held, once.
 */
export class TextCrew<Result> implements AsyncDisposable {
  readonly #size: number
  readonly #start: (events: TextThreadEvents<Result>) => TextThread
  readonly #members = new Set<Member<Result>>()
  readonly #crashed = new WeakSet<TextTask<Result>>()
  #urgent: TextTask<Result>[] = []
  #waiting: TextTask<Result>[] = []
  #lastId = 0
  #ended = false

  constructor(size: number, start: (events: TextThreadEvents<Result>) => TextThread) {
    this.#size = size
    this.#start = start
  }

  add(tasks: readonly TextTask<Result>[]): void {
    for (const task of tasks) (task.urgent ? this.#urgent : this.#waiting).push(task)
    this.#share()
  }

  #share(): void {
    if (this.#ended) return this.#giveUp()
    this.#urgent = this.#urgent.filter((task) => !task.dropped())
    for (const task of this.#urgent.splice(0)) give(this.#leastBusy() ?? this.#hire(), task, ++this.#lastId)
    this.#waiting = this.#waiting.filter((task) => !task.dropped())
    let taken = 0
    for (const task of this.#waiting) {
      const member = this.#withRoom()
      if (!member) break
      give(member, task, ++this.#lastId)
      taken++
    }
    this.#waiting.splice(0, taken)
    for (const { thread, held, ready } of this.#members) thread.setIdle(ready && held.size === 0)
  }

  #leastBusy(): Member<Result> | null {
    const [member] = [...this.#members].sort((a, b) => Number(b.ready) - Number(a.ready) || a.held.size - b.held.size)
    return member ?? null
  }

  /** A thread that may take one more text; a new one rather than a second text for a busy one. */
  #withRoom(): Member<Result> | null {
    const [member] = [...this.#members].sort((a, b) => a.held.size - b.held.size)
    if (member && member.held.size === 0) return member
    if (this.#members.size < this.#size) return this.#hire()
    return member && member.held.size < depth ? member : null
  }

  #hire(): Member<Result> {
    const held = new Map<number, TextTask<Result>>()
    const thread = this.#start({
      onReady: () => { member.ready = true },
      onResult: (id, result) => {
        const task = held.get(id)
        held.delete(id)
        task?.settle(result)
        this.#share()
      },
      onEnd: () => this.#lose(member),
    })
    const member: Member<Result> = { thread, held, ready: false }
    this.#members.add(member)
    return member
  }

  #lose(member: Member<Result>): void {
    this.#members.delete(member)
    // A thread that could not even load the model says that no other could.
    const hopeless = !member.ready
    for (const task of member.held.values()) {
      if (hopeless || this.#crashed.has(task)) task.settle(null)
      else (task.urgent ? this.#urgent : this.#waiting).unshift(task)
      this.#crashed.add(task)
    }
    if (hopeless) this.#giveUp()
    this.#share()
  }

  #giveUp(): void {
    for (const task of [...this.#urgent.splice(0), ...this.#waiting.splice(0)]) task.settle(null)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    this.#giveUp()
    await Promise.all([...this.#members].map(({ thread }) => thread.end()))
  }
}

function give<Result>({ thread, held }: Member<Result>, task: TextTask<Result>, id: number): void {
  held.set(id, task)
  thread.send({ id, text: task.text, urgent: task.urgent })
}
