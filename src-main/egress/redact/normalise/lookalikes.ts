/** Letters of other scripts that look like Latin ones (Unicode Technical Standard 39, confusables), lower and upper case. */
const pairs = 'аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ѵv ɡg ıi АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG ԜW ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo αa ιi κk νv ρp υu χx γy кk мm нh тt вb ӏl ɑa ｅe ℮e ꞓc ᴏo ᴠv ᴡw ᴢz'
export const lookalikes: ReadonlyMap<string, string> = new Map(pairs.split(' ').map((pair) => { const [from = '', to = ''] = pair; return [from, to] }))

/** Drawn without width or ignored in display: zero-width spaces and joiners, soft hyphen, direction marks, variation selectors, word joiner, tags. */
export const invisible = /\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/u
