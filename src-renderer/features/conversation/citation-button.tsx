import { HoverCard } from 'radix-ui'
import type { ReactElement } from 'react'
import type { Citation } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { asLine, quoteFromCitation, whereabouts } from '../evidence/quotes.ts'
import { openQuote, useViewer } from '../evidence/viewer-store.ts'
import type { LiveMessage } from './answer-reducer.ts'
import styles from './conversation.module.css'
import { focusMessage, useMessages } from './messages-store.ts'

/** A number that opens its quote; the quote shows on hover before that. */
export function CitationButton({ citation, message }: { readonly citation: Citation; readonly message: LiveMessage }): ReactElement {
  const quote = quoteFromCitation(citation, message.evidence)
  const focused = useMessages((state) => state.focusedId === message.id)
  const open = useViewer((state) => state.target?.key === quote.key) && focused
  const page = whereabouts(citation)
  return (
    <HoverCard.Root openDelay={200} closeDelay={80}>
      <HoverCard.Trigger asChild>
        <button
          type="button" className={styles['citation']} aria-label={t.conversation.citation(citation.n, citation.documentName, page)} aria-pressed={open}
          onClick={() => { focusMessage(message.id); openQuote(quote) }}
        >
          {citation.n}
        </button>
      </HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content className={styles['hover']} sideOffset={6} collisionPadding={12}>
          <p className={styles['hoverQuote']}>“{asLine(citation.quote)}”</p>
          <p className={styles['hoverSource']}>{citation.documentName}, {page} · {t.evidence.verified[citation.verifiedBy]}</p>
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  )
}
