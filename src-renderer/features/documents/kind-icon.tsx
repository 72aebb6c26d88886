import { Archive, BookOpen, CalendarDays, Contact, FileText, Globe, Image, Mail, Presentation, Table2, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { MediaType } from '../../../src-preload/contract/index.ts'

const icons: Readonly<Partial<Record<MediaType, LucideIcon>>> = {
  'image': Image, 'spreadsheet': Table2, 'presentation': Presentation, 'email': Mail, 'mailbox': Mail, 'html': Globe, 'web-archive': Globe, 'book': BookOpen, 'archive': Archive, 'contacts': Contact, 'calendar': CalendarDays,
}

/** What a document is, for the eye; the word stands beside it. */
export function KindIcon({ kind }: { readonly kind: MediaType | null }): ReactElement {
  const Icon = (kind === null ? undefined : icons[kind]) ?? FileText
  return <Icon size={16} aria-hidden />
}
