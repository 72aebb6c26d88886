import { Unplug } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { useConnection } from '../../client/connection-store.ts'
import { t } from '../../ui/strings/index.ts'
import styles from './frame.module.css'

/** A blink of the connection is not worth a word. */
const patienceMs = 1200

/** Says calmly that the main process cannot be heard, until it can. */
export function ConnectionNotice(): ReactElement {
  const lost = useConnection((connection) => connection.state === 'lost')
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(lost), lost ? patienceMs : 0)
    return () => clearTimeout(timer)
  }, [lost])
  return <div role="status">{shown && <p className={styles['connection']}><Unplug size={15} aria-hidden />{t.connection.lost}</p>}</div>
}
