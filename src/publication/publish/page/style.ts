// The look of a published edition, within `.publication`: the same in the file, in print and in the site's frame.

/** A4 with room to bind; black on white, no meaning by colour; nothing is fetched. */
export const PUBLICATION_STYLE = `
.publication { font: 1.125rem/1.5 "Atkinson Hyperlegible", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #0b0c0c; overflow-wrap: break-word; }
.publication h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
.publication h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.5rem 0 .75rem; break-after: avoid; }
.publication h3, .publication h4 { font-size: 1.2rem; line-height: 1.3; margin: 1.75rem 0 .5rem; break-after: avoid; }
.publication p, .publication li, .publication dd { max-width: 42rem; }
.publication p { margin: 0 0 1rem; }
.publication ul { margin: 0 0 1rem; padding-left: 1.75rem; }
.publication ol { margin: 0 0 1rem; padding-left: 2.25rem; }
.publication a { color: #0f5c9a; text-decoration: underline; }
.publication a:focus { outline: 3px solid #ffdd00; outline-offset: 0; background: #ffdd00; color: #0b0c0c; }
.publication a.figure { font-weight: 700; }
.publication a.mark { font-size: .85em; white-space: nowrap; }
.publication .lead, .publication .subtitle { color: #383f43; }
.publication .small { font-size: .95rem; color: #383f43; }
.publication .warning { border-left: 6px solid #0b0c0c; padding: .5rem .9rem; font-weight: 700; background: #f3f2f1; break-inside: avoid; }
.publication .caution { border: 2px solid #0b0c0c; padding: 1rem 1.25rem .25rem; margin: 1.5rem 0; break-inside: avoid; }
.publication .caution h2 { margin-top: 0; font-size: 1.2rem; }
.publication .scroll { overflow-x: auto; margin: 1rem 0; }
.publication .scroll:focus { outline: 3px solid #ffdd00; box-shadow: 0 0 0 6px #0b0c0c; }
.publication table { border-collapse: collapse; width: 100%; font-size: 1rem; }
.publication caption { text-align: left; font-weight: 700; padding-bottom: .4rem; }
.publication th, .publication td { border-bottom: 1px solid #b1b4b6; padding: .45rem .9rem .45rem 0; text-align: left; vertical-align: top; font-weight: 400; }
.publication thead th { font-weight: 700; border-bottom: 2px solid #0b0c0c; vertical-align: bottom; }
.publication .number { text-align: right; font-variant-numeric: tabular-nums; }
.publication td.number { white-space: nowrap; }
.publication dl { margin: 0 0 1rem; }
.publication dl > div { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: .15rem 1rem; padding: .35rem 0; border-bottom: 1px solid #dcdfe0; }
.publication dt { font-weight: 700; }
.publication dd { margin: 0; }
.publication dd ul { margin: 0; }
.publication blockquote { margin: 1.25rem 0; padding: 0 0 0 1.25rem; border-left: 6px solid #b1b4b6; }
.publication blockquote > p { font-size: 1.2rem; }
.publication cite { font-style: normal; }
.publication figure { margin: 1rem 0; break-inside: avoid; }
.publication svg { display: block; max-width: 100%; height: auto; min-width: 36rem; }
.publication .method { break-inside: avoid; }
.publication footer { border-top: 1px solid #b1b4b6; margin-top: 2.5rem; padding-top: .75rem; font-size: .95rem; }
.publication .skip { position: absolute; left: -999rem; }
.publication .skip:focus { position: static; }
@media (max-width: 40rem) {
  .publication { font-size: 1rem; }
  .publication dl > div { grid-template-columns: 1fr; }
  .publication tbody th { min-width: 8rem; }
}
@media print {
  .publication { font-size: 11pt; }
  .publication a { color: #0b0c0c; }
  .publication p, .publication li, .publication dd { max-width: none; }
  .publication .scroll { overflow: visible; }
  .publication svg { min-width: 0; max-height: 9cm; }
  .publication table { font-size: 9.5pt; }
  .publication tr, .publication .whole, .publication blockquote { break-inside: avoid; }
  .publication thead { display: table-header-group; }
  .publication .skip { display: none; }
}
`;

/** What only the file needs: the site's frame has a page of its own. */
export const FILE_STYLE = `
@page { size: A4; margin: 20mm 18mm; }
body { margin: 0; background: #ffffff; }
.publication { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
@media print { .publication { max-width: none; padding: 0; } }
`;
