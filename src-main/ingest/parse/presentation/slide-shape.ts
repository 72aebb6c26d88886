/** Where a shape stands on its slide, in any unit that all shapes of the slide share. */
export interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

export type ShapeContent =
  | { readonly kind: 'text'; readonly text: string; readonly tight: boolean }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'chart' | 'diagram'; readonly relation: string }
  | { readonly kind: 'picture'; readonly description: string }
  | { readonly kind: 'object' }

/** One thing on a slide: a text box, a picture, a table, or a group of them. */
export interface SlideShape {
  /** Null unless the shape fills a place of the slide's layout: "title", "body", "ftr" …, with the layout's index. */
  placeholder: { readonly type: string; readonly index: string } | null
  box: Box | null
  readonly content: ShapeContent[]
}

export function isTitle({ placeholder }: SlideShape): boolean {
  return placeholder?.type === 'title' || placeholder?.type === 'ctrTitle'
}
