/** A text in both languages of the program. */
export type Words = { readonly de: string; readonly en: string }
