/** What a value of a request may be, as data: each language says it in its words. */
export type Limits =
  | { readonly kind: 'words' | 'picture' | 'flag' | 'model-name' | 'size' }
  | { readonly kind: 'whole' | 'real'; readonly min: number; readonly max: number; readonly above?: boolean }
  | { readonly kind: 'loras'; readonly most: number; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly names: readonly string[] };
