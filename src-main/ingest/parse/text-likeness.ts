/** Letters beyond ASCII of languages written in Latin letters; text in one encoding fits one of them, misread text fits none. */
const alphabets = [
  'äöüß', 'éèàçêâîôûùëïœ', 'áéíóúñü', 'àèéìòù', 'áâãàçéêíóôõú', 'åäöæøé', 'áðéíóúýþæö', 'ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíľĺňóôŕšťúýž', 'áéíóöőúüű', 'ăâîșşțţ', 'çğıöşüâîû', 'čćđšž',
  'ąčęėįšųūž', 'āčēģīķļņšūž', 'äöõüšž',
].map((letters) => new Set(letters))

/** Frequent signs of Chinese (in both forms) and Japanese: a text has many of them, a misread text hardly any. */
const frequentHan = new Set('的一是不了在人有我他这個个们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運笔筆租契約赁賃户戶终終止钥匙押千元须須离離書類務田郎子前齢藤佐木英阪京屋古橋登録会社様円氏号部課係店県府町村丁目番日本語私何気')
const frequentGreek = new Set('αοιετσνυρπκμςίόάέή')
const frequentCyrillic = new Set('оеаинтсрвлкмдпуіїє')

/** Signs of print that a text of any language may hold. */
const print = /[\u00A0§°²³·•«»“”‘’„‚–—…€™®©№、。，「」『』！？：；（）・ー〜]/

/**
 * How much a decoded text looks like text, by what is beyond ASCII in it: 1 for letters of one language, 0 and less for
 * stray signs, controls, capitals in the middle of words and scripts mixed within one.
 */
export function textLikeness(text: string): number {
  const beyond = text.match(/[^\u0000-\u007F]/gu) ?? []
  if (beyond.length === 0) return 0
  let sum = bestLatin(beyond)
  for (const sign of beyond) sum += weightOf(sign)
  return (sum - misfits(text)) / beyond.length
}

/** Latin letters that belong to the one alphabet that holds most of them count fully, others little. */
function bestLatin(beyond: readonly string[]): number {
  const latin = beyond.map((sign) => sign.toLowerCase()).filter((sign) => /\p{Script=Latin}/u.test(sign))
  const held = Math.max(...alphabets.map((alphabet) => latin.filter((sign) => alphabet.has(sign)).length))
  return held + (latin.length - held) * 0.2
}

/** Of signs that are no Latin letters. */
function weightOf(sign: string): number {
  if (/\p{Script=Latin}/u.test(sign)) return 0
  if (/\p{Script=Cyrillic}/u.test(sign)) return frequentCyrillic.has(sign) ? 1 : /\p{Ll}/u.test(sign) ? 0.75 : 0.5
  if (/\p{Script=Han}/u.test(sign)) return frequentHan.has(sign) ? 1 : 0.4
  if (/[\uFF61-\uFF9F]/.test(sign)) return 0.1
  // Thai texts count in European figures, as a rule; letters of other scripts come out as its figures and rarest signs.
  if (/\u0E45|[\u0E4F-\u0E5B]/.test(sign)) return -0.5
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Arabic}]/u.test(sign)) return 1
  if (/\p{Script=Greek}/u.test(sign)) return frequentGreek.has(sign) ? 1 : /\p{Ll}/u.test(sign) ? 0.6 : 0.5
  if (print.test(sign)) return 0.7
  if (/[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u.test(sign)) return -1
  return /\p{M}/u.test(sign) ? 0.5 : 0
}

/** What does not occur within words: a capital after a small letter, a sign between letters, letters of two scripts. */
function misfits(text: string): number {
  const capitals = text.match(/\p{Ll}(?![A-Z])\p{Lu}|[^\u0000-\u007F\P{Ll}]\p{Lu}/gu)?.length ?? 0
  const signs = text.match(/\p{L}[^\p{L}\p{M}\p{N}\s\u0000-\u007F’‘·ー々・-]+\p{L}/gu)?.filter((part) => !/[、。，！？：；（）「」『』\u00A0–—…“”«»]/.test(part)).length ?? 0
  const mixed = text.match(/[\p{Script=Latin}][\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}][\p{Script=Latin}]/gu)?.length ?? 0
  return capitals * 1.5 + signs * 0.5 + mixed
}
