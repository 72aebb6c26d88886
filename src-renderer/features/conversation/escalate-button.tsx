import { Send } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { canEscalate, useExitStatus } from '../escalation/exit-store.ts'
import { openEscalation } from '../escalation/review-store.ts'

/** Asks the same question elsewhere, after a review. Where nothing may be sent there is no such button. */
export function EscalateButton({ matterId, question }: { readonly matterId: string; readonly question: string }): ReactElement | null {
  const status = useExitStatus(matterId)
  if (!canEscalate(status)) return null
  return <Button look="quiet" size="small" icon={<Send size={14} aria-hidden />} aria-haspopup="dialog" onClick={() => openEscalation(matterId, question)}>{t.escalation.action}</Button>
}
