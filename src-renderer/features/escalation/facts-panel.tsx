import { Building2, Globe } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { Preview } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import styles from './panels.module.css'

/** The word and the icon of a route; colour only repeats them. */
export function Route({ route }: { readonly route: 'frontier' | 'private' }): ReactElement {
  return <span className={styles['route']} data-route={route}>{route === 'private' ? <Building2 size={14} aria-hidden /> : <Globe size={14} aria-hidden />}{t.escalation.routes[route]}</span>
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return <div className={styles['fact']}><dt>{name}</dt><dd>{children}</dd></div>
}

/** Where it goes, who runs that, and what it costs. */
export function FactsPanel({ preview }: { readonly preview: Preview }): ReactElement {
  const { provider, model, request, cost } = preview
  const words = t.escalation.facts
  const spent = (amount: number, limit: number | null): string => (limit === null ? words.noLimit(amount) : words.of(amount, limit))
  return (
    <section className={styles['card']} aria-label={words.title}>
      <h3 className={styles['title']}>{words.title}</h3>
      <dl className={styles['facts']}>
        <Fact name={words.provider}>{provider.label} <Route route={provider.route} /></Fact>
        <Fact name={words.model}>{model}</Fact>
        <Fact name={words.host}>{hostOf(request.url)}</Fact>
        <Fact name={words.hosting}>{provider.hosting.trim() === '' ? words.hostingUnknown : provider.hosting}</Fact>
        <Fact name={words.tokens}>{words.tokensValue(cost.inputTokens, cost.outputTokensMost)}</Fact>
        <Fact name={words.cost}>{cost.estimateUsd === null ? words.costUnknown : words.costValue(cost.estimateUsd)}{cost.pricedOn !== null && <span className={styles['aside']}>{words.priced(cost.pricedOn)}</span>}</Fact>
        <Fact name={words.today}>{spent(cost.spentTodayUsd, cost.dayLimitUsd)}</Fact>
        <Fact name={words.matter}>{spent(cost.spentMatterUsd, cost.matterLimitUsd)}</Fact>
      </dl>
    </section>
  )
}
