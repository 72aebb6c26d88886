import { create } from 'zustand'
import type { Failure } from '../../src-preload/contract/index.ts'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'notice' | 'failure'
  readonly action: { readonly label: string; readonly run: () => void } | null
  readonly failure: Failure | null
}

interface ToastState { readonly toasts: readonly Toast[] }

export const useToasts = create<ToastState>(() => ({ toasts: [] }))

const shownAtOnce = 4
let nextId = 1

function show(toast: Omit<Toast, 'id'>): void {
  const id = nextId
  nextId += 1
  useToasts.setState(({ toasts }) => {
    const others = toasts.filter((other) => other.text !== toast.text)
    return { toasts: [...others, { ...toast, id }].slice(-shownAtOnce) }
  })
}

/** Says that something was done, with a way back where there is one. */
export function notify(text: string, action: Toast['action'] = null): void {
  show({ text, kind: 'notice', action, failure: null })
}

/** Says what happened, what was kept and what to do: the failure's own message. */
export function reportFailure(failure: Failure): void {
  show({ text: failure.message, kind: 'failure', action: null, failure })
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}
