/** Black on white, for paper; what left the machine is marked by a bar and words, not by colour alone. */
export const reportStyle = `
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; font: 15px/1.5 Georgia, "Times New Roman", serif; }
  h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1rem; overflow-wrap: anywhere; }
  h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
  h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
  small { color: #555; font-weight: normal; font-size: .85em; }
  dl { margin: 0 0 1rem; }
  dl div { display: flex; gap: 1rem; }
  dt { flex: 0 0 12rem; color: #555; }
  dd { margin: 0; overflow-wrap: anywhere; }
  p { margin: .25rem 0 .75rem; }
  .verdict { border: 1px solid #111; padding: .75rem 1rem; }
  .verdict.broken { border-width: 3px; }
  .note { border-left: 3px solid #111; padding-left: .75rem; }
  p.left { border-left: 3px solid #8a5a00; padding-left: .75rem; font-weight: bold; }
  table { border-collapse: collapse; width: 100%; font-size: .85rem; }
  th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #ccc; font-weight: normal; overflow-wrap: anywhere; }
  thead th { color: #555; border-bottom-color: #111; }
  tr.left th, tr.left .where { font-weight: bold; }
  .when { white-space: nowrap; }
  .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  code { font: .85em ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
  @page { margin: 18mm; }
  @media print {
    body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
    thead { display: table-header-group; }
    tr, .verdict, h2, h3 { break-inside: avoid; }
    h2, h3 { break-after: avoid; }
  }
`
