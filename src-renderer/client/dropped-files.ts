/** How many files one drop may bring; the main process has the same limit. */
const mostFiles = 10_000

function readEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve) => { reader.readEntries(resolve, () => resolve([])) })
}

function readFile(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => { entry.file(resolve, () => resolve(null)) })
}

/** `File.webkitRelativePath` is read-only and empty for dropped files; the folder's path is added so that the upload can send it. */
function withPath(file: File, path: string): File {
  if (!path.includes('/')) return file
  Object.defineProperty(file, 'webkitRelativePath', { value: path })
  return file
}

async function collect(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (into.length >= mostFiles) return
  if (entry.isFile) {
    const file = await readFile(entry as FileSystemFileEntry)
    if (file !== null) into.push(withPath(file, entry.fullPath.replace(/^\//, '')))
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (let batch = await readEntries(reader); batch.length > 0; batch = await readEntries(reader)) {
    for (const child of batch) await collect(child, into)
  }
}

/** The files of a drop. In Electron a folder is passed on as it is (its path is known there); in a browser it is walked. */
export async function droppedFiles(transfer: DataTransfer, shell: 'electron' | 'browser'): Promise<File[]> {
  if (shell === 'electron') return [...transfer.files]
  // Entries must be taken before the first await: the browser empties the list afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const files: File[] = []
  for (const entry of entries) await collect(entry, files)
  return files
}
