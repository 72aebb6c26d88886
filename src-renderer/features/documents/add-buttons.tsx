import { FilePlus2, FolderPlus } from 'lucide-react'
import { useRef, type ChangeEvent, type ReactElement } from 'react'
import { bridge } from '../../client/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { addFiles, pickAndAdd } from './document-actions.ts'

/** React does not know the attribute that makes a file input take a folder. */
const folderInput = { webkitdirectory: '' }

/** The two ways to choose documents: files or a folder; through the system's dialog in Electron, a file input in a browser. */
export function AddButtons({ matterId }: { readonly matterId: string }): ReactElement {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const desktop = bridge().shell === 'electron'
  const choose = (folders: boolean): void => {
    if (desktop) void pickAndAdd(matterId, folders)
    else (folders ? folder : files).current?.click()
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = [...(event.target.files ?? [])]
    event.target.value = ''
    void addFiles(matterId, chosen)
  }
  return (
    <>
      <Button look="primary" icon={<FilePlus2 size={16} aria-hidden />} onClick={() => choose(false)}>{t.documents.add}</Button>
      <Button icon={<FolderPlus size={16} aria-hidden />} onClick={() => choose(true)}>{t.documents.addFolder}</Button>
      <input ref={files} type="file" multiple hidden aria-label={t.documents.add} onChange={onChange} />
      <input ref={folder} type="file" multiple hidden aria-label={t.documents.addFolder} onChange={onChange} {...folderInput} />
    </>
  )
}
