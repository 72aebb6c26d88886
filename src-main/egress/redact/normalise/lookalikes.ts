/** Letters of other scripts that look like Latin ones (Unicode Technical Standard 39, confusables), lower and upper case. */
const pairs = 'аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ѵv ɡg ıi АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG ԜW ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo αa ιi κk νv ρp υu χx γy кk мm нh тt вb ӏl ɑa ｅe ℮e ꞓc ᴏo ᴠv ᴡw ᴢz'
export const lookalikes: ReadonlyMap<string, string> = new Map(pairs.split(' ').map((pair) => { const [from = '', to = ''] = pair; return [from, to] }))

/** Drawn without width or ignored in display: zero-width spaces and joiners, soft hyphen, direction marks, variation selectors, word joiner, tags. */
export const invisible = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u
