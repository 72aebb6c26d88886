import { CircleAlert, CircleDashed, CircleDotDashed, FileText, ScanText, Square, TableProperties } from 'lucide-react'
import type { ReactElement } from 'react'
import type { PageCoverage } from '../../../src-preload/contract/index.ts'

const icons = { 'text': FileText, 'ocr': ScanText, 'waiting': CircleDashed, 'partly': CircleDotDashed, 'suspect-table': TableProperties, 'failed': CircleAlert, 'empty': Square } as const

/** How a page was read, for the eye; the word stands beside it. */
export function CoverageIcon({ coverage }: { readonly coverage: PageCoverage }): ReactElement {
  const Icon = icons[coverage]
  return <Icon size={15} aria-hidden />
}
