import { memo, useMemo, type ReactElement } from 'react'
import type { PreviewPart } from '../../../src-preload/contract/index.ts'
import { classNames } from '../../ui/class-names.ts'
import { t } from '../../ui/strings/index.ts'
import { FindingMark } from './finding-mark.tsx'
import styles from './text.module.css'
import { textRows } from './text-rows.ts'
import type { Place, Segment } from './text-segments.ts'

/** Shorter than this and unchanged, a part is shown on a line of its own, without columns. */
const oneLineCharacters = 160

interface PartProps {
  readonly part: PreviewPart
  readonly places: readonly Place[]
  /** Start of the first finding of all, where it is in this part: the Tab key's way into the text. */
  readonly firstFinding: number | null
}

function Side({ part, segments, side, firstFinding }: { readonly part: PreviewPart; readonly segments: readonly Segment[]; readonly side: 'original' | 'outgoing'; readonly firstFinding: number | null }): ReactElement {
  return (
    <>
      {segments.map((segment) => {
        const { finding } = segment
        if (finding !== null && !segment.blocked) {
          return (
            <FindingMark
              key={side === 'original' ? finding.start : `o${segment.start}`} partId={part.id} segment={segment} finding={finding} side={side} isFirst={finding.start === firstFinding}
              original={part.original.slice(finding.start, finding.end)} outgoing={part.outgoing.slice(finding.outgoingStart, finding.outgoingEnd)}
            />
          )
        }
        if (segment.blocked) return <mark key={`b${segment.start}`} className={styles['blocked']} tabIndex={-1} data-blocked={`${part.id}:${segment.start}`} data-tag={t.escalation.blocked.tag}>{segment.text}</mark>
        return <span key={`t${segment.start}`}>{segment.text}</span>
      })}
    </>
  )
}

/** One piece of the request, before and after: side by side where there is room, one above the other where not. */
export const PartView = memo(function PartView({ part, places, firstFinding }: PartProps): ReactElement {
  const same = part.findings.length === 0 && part.original === part.outgoing && places.length === 0
  const words = t.escalation
  const rows = useMemo(() => textRows(part, places), [part, places])
  if (same && part.original.length < oneLineCharacters && !part.original.includes('\n')) {
    return (
      <section className={classNames(styles['part'], styles['line'])} aria-label={words.parts.label(part.label, 0)} data-side="original">
        <h3 className={styles['lineTitle']}>{part.label}</h3>
        <div className={styles['text']} data-original-of={part.id} data-start={0}>{part.original}</div>
        <span className={styles['partFacts']}>{words.columns.same}</span>
      </section>
    )
  }
  return (
    <section className={styles['part']} aria-label={words.parts.label(part.label, part.findings.length)}>
      <header className={styles['partHead']}>
        <h3 className={styles['partTitle']}>{part.label}</h3>
        <span className={styles['partFacts']}>{same ? words.columns.same : words.parts.found(part.findings.length)}</span>
      </header>
      {rows.map((row) => (
        <div key={row.start} className={classNames(styles['columns'], same && styles['single'])}>
          <div className={styles['column']} data-side="original" role="group" aria-label={same ? words.columns.same : words.columns.original}>
            {!same && <span className={styles['columnName']} aria-hidden>{words.columns.original}</span>}
            <div className={styles['text']} data-original-of={part.id} data-start={row.start}><Side part={part} segments={row.original} side="original" firstFinding={firstFinding} /></div>
          </div>
          {!same && (
            <div className={styles['column']} data-side="outgoing" role="group" aria-label={words.columns.outgoing}>
              <span className={styles['columnName']} aria-hidden>{words.columns.outgoing}</span>
              <div className={styles['text']}><Side part={part} segments={row.outgoing} side="outgoing" firstFinding={null} /></div>
            </div>
          )}
        </div>
      ))}
    </section>
  )
})
