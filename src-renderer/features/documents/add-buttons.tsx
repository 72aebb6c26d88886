import { FilePlus2, FolderPlus } from 'lucide-react'
import type { ReactElement } from 'react'
import { bridge } from '../../client/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { addFiles, pickAndAdd } from './document-actions.ts'

/** The page's own file dialog; kept here, so that it is not collected while it is open. */
let input: HTMLInputElement | null = null

/** Belongs to no part of the screen: that may be drawn anew while the dialog is open, and what was chosen has to arrive. */
function chooseFiles(folders: boolean, take: (files: readonly File[]) => void): void {
  input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = folders
  input.addEventListener('change', ({ target }) => { if (target instanceof HTMLInputElement) take([...(target.files ?? [])]) })
  input.click()
}

/** The two ways to choose documents: files or a folder; through the system's dialog in Electron, the page's in a browser. */
export function AddButtons({ matterId }: { readonly matterId: string }): ReactElement {
  const choose = (folders: boolean): void => {
    if (bridge().shell === 'electron') void pickAndAdd(matterId, folders)
    else chooseFiles(folders, (files) => { void addFiles(matterId, files) })
  }
  return (
    <>
      <Button look="primary" icon={<FilePlus2 size={16} aria-hidden />} onClick={() => choose(false)}>{t.documents.add}</Button>
      <Button icon={<FolderPlus size={16} aria-hidden />} onClick={() => choose(true)}>{t.documents.addFolder}</Button>
    </>
  )
}
