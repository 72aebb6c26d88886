/** Linux's numbers (statfs(2), magic.h) of file systems whose changes are made elsewhere: NFS, SMB, CIFS, SMB2, FUSE, 9P, AFS, Ceph. */
const remoteTypes: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x5346414f, 0x00c36400])

/** Whether a folder lies where the system hears only of changes that this machine makes. `fileSystemType` is 0 where it is not known. */
export function isRemote(path: string, fileSystemType: number): boolean {
  return remoteTypes.has(fileSystemType >>> 0) || /^(?:\\\\|\/\/)[^\\/?.]/.test(path)
}
