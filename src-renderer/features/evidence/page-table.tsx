import { TriangleAlert } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { rowWindow, type TableCell, type TableRow } from './page-blocks.ts'
import styles from './text-page.module.css'
import type { TextPart } from './text-blocks.ts'

/** A sheet of ten thousand rows is drawn in pieces. */
const rowsAtOnce = 300

export function Parts({ parts }: { readonly parts: readonly TextPart[] }): ReactElement {
  return <>{parts.map((part) => (part.marked ? <mark key={part.text}>{part.text}</mark> : part.text))}</>
}

function Row({ row, header, withPlaces }: { readonly row: TableRow; readonly header: boolean; readonly withPlaces: boolean }): ReactElement {
  const cell = ({ offset, parts }: TableCell): ReactElement => (header
    ? <th key={offset} scope="col"><Parts parts={parts} /></th>
    : <td key={offset}><Parts parts={parts} /></td>)
  return (
    <tr data-marked={row.marked || undefined}>
      {withPlaces && (header ? <td className={styles['place']}>{row.place}</td> : <th scope="row" className={styles['place']}>{row.place}</th>)}
      {row.cells.map(cell)}
    </tr>
  )
}

/** A table of a page as it was read: its header first, the quoted row marked, and each row's cells by their name where they have one. */
export function PageTableView({ rows, suspect }: { readonly rows: readonly TableRow[]; readonly suspect: boolean }): ReactElement {
  const [shown, setShown] = useState(() => rowWindow(rows.slice(1), rowsAtOnce))
  const withPlaces = rows.some((row) => row.place !== null)
  const [header, ...body] = rows
  const more = (count: number, change: () => void): ReactElement | null => (count > 0 ? <p className={styles['more']}><Button size="small" onClick={change}>{t.viewer.rowsLeft(Math.min(count, rowsAtOnce))}</Button></p> : null)
  return (
    // It scrolls sideways in a narrow pane, so it must be reachable by keyboard.
    <div className={styles['tableBlock']} role="group" aria-label={t.viewer.table} tabIndex={0}>
      {suspect && <p className={styles['suspect']}><TriangleAlert size={14} aria-hidden />{t.viewer.suspectTable}</p>}
      {more(shown.from, () => setShown({ from: Math.max(0, shown.from - rowsAtOnce), to: shown.to }))}
      <table className={styles['table']}>
        {header !== undefined && <thead><Row row={header} header withPlaces={withPlaces} /></thead>}
        <tbody>{body.slice(shown.from, shown.to).map((row) => <Row key={row.offset} row={row} header={false} withPlaces={withPlaces} />)}</tbody>
      </table>
      {more(body.length - shown.to, () => setShown({ from: shown.from, to: Math.min(body.length, shown.to + rowsAtOnce) }))}
    </div>
  )
}
