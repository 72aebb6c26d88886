const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ''))

/** Written with a full stop and followed by what they belong to: never the end of a sentence. Lower case, without stops. */
export const leadingAbbreviations = words(`
  mr mrs ms mx dr prof rev hon st sr sra srta messrs gen col lt sgt capt cpt cmdr gov sen rep pres supt
  v vs no nos nr art arts sec secs sect fig figs eq eqs vol vols ch chap pp p pg para paras cl app ex exh
  e.g i.e eg ie cf ca approx est viz resp incl excl ref tab tbl ed eds trans
  bzw vgl z.b d.h u.a u.u o.g s.o s.u i.d.r i.v.m i.s.d i.s.v z.t abs bd hrsg lit rn rz rdnr aufl gem ggf inkl evtl sog str tel
  abb abschn anm az geb ziff rnd rdn randnr tz sp zit isv isd ivm idf ihv idr aao gl kap ver verf
  mme mlle mm m núm pág págs av av. apdo dña
  jan feb mar apr jun jul aug sep sept oct nov dec
`)

/** Of these, the ones that are also words: before "The" or "Er" they end a sentence after all ("He said no. The …"). */
export const wordLikeAbbreviations = words('no art app tab ref ex sec gem str tel lit ed para mar')

/** May end a sentence or stand inside one; what follows decides. */
export const trailingAbbreviations = words(`
  inc ltd co corp llc plc bros etc al jr sr esq u.s u.k u.n e.u a.m p.m d.c ph.d b.a m.a m.d ll.m gmbh ag usw mio mrd et.al et.seq seq
`)

/** Words that begin sentences far more often than they continue one after an abbreviation. */
export const sentenceStarters = words(`
  the this these those that it its he she they we you i a an in on at as if for from by to of and but or so yet when where while
  there then however although though because since after before during under each every all any no not such both some many most
  our their his her my your what who why how one two once upon with without according pursuant notwithstanding provided
  der die das ein eine dies diese dieser dieses es er sie wir ich im am bei mit für auf nach vor wenn weil aber und oder auch so dann
  le la les un une des ce cette ces il elle ils nous vous dans en pour par avec si mais et el los las una este esta en por con si pero y
`)

/** After a number with a stop, these make it an ordinal: "3. Mai", "10. Aufl.". */
export const ordinalNouns = words('aufl auflage jahrhundert jahrhunderts senat senats kammer satz absatz lebensjahr lebensjahres quartal januar jänner februar märz april mai juni juli august september oktober november dezember jan feb apr jun jul aug sep sept okt nov dez')

/** Before a number, these make it an ordinal in German: "im 19. Jahrhundert". */
export const ordinalLeads = words('der die das dem den des im am vom zum zur ein eine einem einer eines jeder jede jedes seit ab bis')
