/** The files of the name finder's model, by what they hold; paths as in spaCy's own folder and in models/catalogue.json. */
export const modelFiles = {
  tokenizer: 'tokenizer',
  network: 'ner/model',
  moves: 'ner/moves',
  vectors: 'vocab/vectors',
  vectorRows: 'vocab/key2row',
  spellings: 'vocab/lookups.bin',
} as const
