import type { FailureCode, FailureFacts } from '../../src-preload/contract/index.ts'

type Message = string | ((facts: FailureFacts) => string)

const megabytes = (bytes: unknown): string => (typeof bytes === 'number' ? `${Math.round(bytes / 1e6)} MB` : 'an unknown size')

/** Locks that no password opens here. */
const locked: Readonly<Record<string, string>> = {
  book: 'The book is protected by whoever sold it (DRM), so it cannot be read here.',
  lock: 'The file is locked in a way that cannot be opened here. Open it in the program that locked it, save a copy without protection, and add that.',
}

/** By the fact `kind`: what to do about a file that is known but not read. */
const unsupported: Readonly<Record<string, string>> = {
  archive: 'Archives other than ZIP, TAR and GZIP cannot be read. Unpack it and add the folder that comes out.',
  ppt: 'Slides of PowerPoint 95 and before cannot be read. Save them as PPTX or PDF and add that.',
  pst: 'Outlook data files cannot be read. Export its messages as MSG, EML or MBOX and add those.',
  sealed: 'The file is encrypted for its receiver. Open it in the program that has the key, and add what it holds.',
}

/** What a person reads: what happened, what was kept, what to do. Facts are numbers, ids and enums only. */
const messages: Record<FailureCode, Message> = {
  'invalid-request': 'The request was not understood, so nothing was changed. If this keeps happening, restart Strongroom.',
  'not-found': 'That item is no longer there. Nothing else was changed.',
  'conflict': 'Something else changed this at the same time. Nothing was overwritten; look again and repeat the step.',
  'cancelled': 'Stopped. What was finished before is kept.',
  'internal': 'Something went wrong inside Strongroom. Your documents and chats are kept; please try again.',
  'not-allowed': 'This is not allowed here, so nothing was done.',
  'busy': (f) => (f['reason'] === 'no-process'
    ? 'The process that reads files could not be started. Nothing was lost; close other programs or restart Strongroom, then go on.'
    : 'Another step is still running. Wait for it to finish or stop it, then try again.'),
  'file-missing': 'The file is no longer where it was. Nothing was stored from it; add it again from its new place.',
  'file-unreadable': (f) => {
    if (f['reason'] === 'not-downloaded') return 'This file is kept in the cloud and is not on this machine. Keep it on this machine with the program that syncs it; it is then read.'
    if (f['reason'] === 'silent') return 'The drive of this file stopped answering. Nothing of it was stored; connect the drive again, then choose Try again.'
    return 'Strongroom is not permitted to open this file. Check its permissions, then choose Try again.'
  },
  'file-changed': 'The file changed while it was being read. Nothing half-read was kept; choose Try again.',
  'file-empty': 'The file is empty (zero bytes), so there is nothing to read.',
  'file-too-large': (f) => `The file is larger than the limit of ${megabytes(f['limitBytes'])}. Split it and add the parts.`,
  'file-not-regular': 'This is not an ordinary file (a device, socket or link out of the folder), so it was not opened.',
  'folder-loop': 'The folder links back to itself. Each folder was read once; the loop was left out.',
  'format-unsupported': (f) => unsupported[String(f['kind'])] ?? 'This kind of file cannot be read. Save it as PDF, DOCX, HTML or text and add that.',
  'format-mismatch': 'The content is not what the file name says, so it was not guessed at. Rename it or save it again.',
  'document-damaged': 'The file is damaged and could not be read. Open it in its own program, save it again, and add that copy.',
  'document-encrypted': (f) => locked[String(f['kind'])] ?? 'The file is protected with a password. Give the password to read it; it is not kept.',
  'wrong-password': 'That is not the password of this file. Nothing was read; try again.',
  'document-no-text': 'No page of this document holds text, and none that could be recognised.',
  'document-too-many-pages': (f) => `The document has more than ${String(f['limit'])} pages. Split it and add the parts.`,
  'document-too-many-parts': (f) => `More than ${String(f['limit'])} files are inside this one. Unpack it and add the folders you need.`,
  'document-too-deep': 'The document is nested far deeper than any real one, so it was not read.',
  'archive-expands-too-far': (f) => `The file unpacks to more than ${megabytes(f['limitBytes'])}, as a zip bomb does, so it was not read.`,
  'parse-timeout': (f) => `Reading took longer than ${String(f['limitSeconds'])} s and was stopped. The other documents go on.`,
  'parse-crashed': 'Reading this file crashed its reader. The other documents go on; nothing of it was stored.',
  'parse-out-of-memory': 'Reading this file took more memory than a reader may have and was stopped. The other documents go on.',
  'recognition-failed': 'Character recognition could not read this page. Try another engine, or type in what it says.',
  'folder-unreachable': 'The folder cannot be reached now. What was read from it is kept; it is looked at again when it is back.',
  'disk-full': 'The disk is full. Nothing was half-written; free some space and try again.',
  'disk-read-only': 'The data folder cannot be written to. Nothing was changed; check its permissions.',
  'store-damaged': 'This matter’s database is damaged and was not touched. Restore its folder from a backup.',
  'store-newer-version': 'This matter was written by a newer version of Strongroom. It was not touched; update Strongroom to open it.',
  'data-folder-in-use': 'Another Strongroom is using this data folder. Close it first, or set STRONGROOM_HOME to another folder.',
  'model-not-installed': 'The model’s file is not on this machine yet. Fetch or import it under Models.',
  'model-load-failed': 'The model could not be loaded. Verify its file under Models, or choose a smaller model.',
  'model-wrong-hash': 'The file is not the one that was expected (its SHA-256 differs). It was deleted; fetch it again or use another source.',
  'model-not-gguf': 'This file is not a GGUF model. Nothing was imported.',
  'model-failed': 'The local model stopped while answering. The question and what was written so far are kept; ask again.',
  'model-out-of-memory': 'There is not enough free memory for this model. Choose a smaller one under Models.',
  'embedder-failed': 'The search model failed. Documents and chats are kept; restart Strongroom, then choose Try again.',
  'embedder-changed': 'These passages were made with another search model and are being renewed. Search works again when that is done.',
  'offline': 'Strongroom is set to stay offline, so nothing was fetched. Allow downloads in Settings, or import the file from a folder.',
  'host-not-allowed': 'That address is not one the model catalogue allows, so no connection was made.',
  'connection-refused-by-guard': 'Something tried to open a connection and was refused. Nothing left this machine.',
  'download-interrupted': 'The download was cut off. What arrived is kept; fetch again to go on from there.',
  'download-refused': (f) => `The download was refused${typeof f['status'] === 'number' ? ` by its server (status ${f['status']})` : ': it was not what was expected'}. Try another source.`,
  'exit-closed': 'Nothing of this matter may be sent, so nothing was. Its data policy and the offline switch decide that.',
  'exit-blocked': 'This request may not be sent as it stands, so nothing was. The review says what stands in its way.',
  'approval-void': 'The approval no longer holds, because it was used, has expired or something changed. Nothing was sent; review it again.',
  'bytes-changed': 'The request was not, byte for byte, the one that was approved, so nothing was sent. Review it again.',
  'spend-limit': 'The spending limit would be passed, so nothing was sent. Raise it under Settings or wait until tomorrow.',
  'detector-failed': 'The search for names and numbers did not finish, so nothing was sent. Try again; if it keeps failing, restart Strongroom.',
  'provider-refused': (f) => `The provider answered with an error${typeof f['status'] === 'number' ? ` (${f['status']})` : ''}. What was sent is in the ledger; check the key, the model’s name and your account.`,
  'provider-unreachable': 'The provider could not be reached or stopped answering. What was written is kept; check the connection and try again.',
  'provider-tls': 'The provider’s certificate could not be verified, so nothing was sent. For an endpoint of your own, name its authority’s file under Settings.',
  'reply-too-large': 'The reply was larger than allowed and was cut off there. What was written is kept.',
  'reply-unreadable': 'The provider’s reply could not be understood. What was written is kept; check the endpoint’s kind under Settings.',
  'key-missing': 'No key is stored for this provider, so nothing was sent. Add it under Settings.',
  'key-store-locked': 'The stored keys are locked. Unlock them with your passphrase, then try again.',
  'key-store-unavailable': 'This machine’s key store cannot be used now, so no key was stored or read.',
  'wrong-passphrase': 'That is not the passphrase. The keys stay locked; nothing was changed.',
  'policy-unreadable': 'The administrator’s policy file cannot be read, so nothing may be sent. Ask who manages this machine.',
  'ledger-damaged': 'The ledger does not verify, so nothing may be sent from here. Look at the ledger for the first row that does not fit.',
  'no-source-worked': 'No source could deliver this model. Import the file from a folder or a USB drive instead.',
}

export function failureMessage(code: FailureCode, facts: FailureFacts): string {
  const message = messages[code]
  return typeof message === 'string' ? message : message(facts)
}
