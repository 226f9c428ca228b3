/** Words by which people of one name and one house are told apart, folded: father and son, or the first and the second of a name. */
export const generationWords: ReadonlyMap<string, string> = new Map([
  ...['senior', 'sen', 'sr', 'snr'].map((word) => [word, 'senior'] as const),
  ...['junior', 'jun', 'jr', 'jnr'].map((word) => [word, 'junior'] as const),
  ...['i', 'ii', 'iii', 'iv'].map((word) => [word, word] as const),
])
