import { Fragment, type ReactElement, type ReactNode } from 'react'
import type { Block, Inline, Words } from './markdown.ts'
import styles from './markdown.module.css'

/** Draws words; what belongs behind them (a citation) is drawn with them. */
export type DrawWords = (words: Words) => ReactNode

// Parts are only ever added at the end while a reply is written, so their place is what stays the same of them.
/* oxlint-disable react/no-array-index-key */

function InlineView({ parts, draw }: { readonly parts: readonly Inline[]; readonly draw: DrawWords }): ReactElement {
  return (
    <>
      {parts.map((part, index) => {
        if (!('children' in part)) return <Fragment key={index}>{draw(part)}</Fragment>
        const Stress = part.kind === 'strong' ? 'strong' : 'em'
        return <Stress key={index}><InlineView parts={part.children} draw={draw} /></Stress>
      })}
    </>
  )
}

function Table({ block, draw }: { readonly block: Extract<Block, { kind: 'table' }>; readonly draw: DrawWords }): ReactElement {
  return (
    // A wide table scrolls by itself, which must be possible by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['table']} tabIndex={0} role="group">
      <table>
        <thead><tr>{block.header.map((cell, index) => <th key={index} scope="col"><InlineView parts={cell} draw={draw} /></th>)}</tr></thead>
        <tbody>{block.rows.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={column}><InlineView parts={cell} draw={draw} /></td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

/** The question is the heading above an answer, so its own headings are of the levels below. */
function Heading({ level, children }: { readonly level: number; readonly children: ReactNode }): ReactElement {
  if (level <= 2) return <h3>{children}</h3>
  return level === 3 ? <h4>{children}</h4> : <h5>{children}</h5>
}

function BlockView({ block, draw }: { readonly block: Block; readonly draw: DrawWords }): ReactElement {
  switch (block.kind) {
    case 'paragraph': return <p><InlineView parts={block.children} draw={draw} /></p>
    case 'heading': return <Heading level={block.level}><InlineView parts={block.children} draw={draw} /></Heading>
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}><MarkdownView blocks={item} draw={draw} /></li>)
      return block.first === null ? <ul>{items}</ul> : <ol start={block.first}>{items}</ol>
    }
    case 'table': return <Table block={block} draw={draw} />
    case 'quote': return <blockquote><MarkdownView blocks={block.blocks} draw={draw} /></blockquote>
    case 'listing': return <pre>{draw(block.words)}</pre>
    case 'rule': return <hr />
  }
}

/** A reply with its structure, drawn as elements: nothing of its text is ever taken for HTML. */
export function MarkdownView({ blocks, draw }: { readonly blocks: readonly Block[]; readonly draw: DrawWords }): ReactElement {
  return <>{blocks.map((block, index) => <BlockView key={index} block={block} draw={draw} />)}</>
}
