-- The words of links, for the search of GET /links (admin/Database/SqliteWordIndex). FTS5 keeps them in sorted runs that
-- are merged in the background of writing: a bulk of links costs it one run, not a page a word. It holds no text and no
-- positions; what it finds is compared with the link itself.

CREATE VIRTUAL TABLE link_words USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- One row a word and link, in order of the word: read up to a limit, whatever the word.
CREATE VIRTUAL TABLE link_word_entries USING fts5vocab (link_words, instance);

-- One row. Links that were there before this table, up to this id, are not indexed yet; 0 when all are.
CREATE TABLE link_words_state
(
  id                 INTEGER PRIMARY KEY CHECK (id = 1),
  unindexed_through  INTEGER NOT NULL
);
INSERT INTO link_words_state (id, unindexed_through) SELECT 1, COALESCE(MAX(id), 0) FROM links;
