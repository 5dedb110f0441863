-- What the numbers of conversations are turned into.
CREATE TEMP TABLE load_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL);
INSERT INTO load_words (id, word)
SELECT CAST(key AS INTEGER), value FROM json_each('["maria","james","olga","ahmed","yuki","peter","linda","carlos","fatima","ivan","chloe","diego","emma","felix","greta","hassan","irene","jonas","karin","liam","marta","nadia","oscar","paula","quinn","rosa","simon","tanja","ulrich","vera","walter","xenia","yusuf","zoe","anton","bella","cyril","doris","erik","frida","stone","field","brook","wood","hill","lake","ford","dale","well","ridge","marsh","thorn","ash","birch","elm","oak","pine","rowan","hazel","holly","north","south","east","west","high","low","long","short","white","black","green","grey","red","brown","gold","silver","iron","copper","amber","flint"]');
CREATE TEMP TABLE load_inboxes (n INTEGER PRIMARY KEY, id INTEGER NOT NULL);
INSERT INTO load_inboxes SELECT row_number() OVER (ORDER BY id) - 1, id FROM inboxes WHERE account_id = @account AND name LIKE 'Load %';
CREATE TEMP TABLE load_agents (n INTEGER PRIMARY KEY, id INTEGER NOT NULL);
INSERT INTO load_agents SELECT row_number() OVER (ORDER BY user_id) - 1, user_id FROM account_users WHERE account_id = @account AND user_id <> @user;
CREATE TEMP TABLE load_teams (n INTEGER PRIMARY KEY, id INTEGER NOT NULL);
INSERT INTO load_teams SELECT row_number() OVER (ORDER BY id) - 1, id FROM teams WHERE account_id = @account;
CREATE TEMP TABLE load_conversations
(
  i INTEGER PRIMARY KEY, contact INTEGER, inbox INTEGER, status INTEGER, assignee INTEGER, team INTEGER, priority INTEGER,
  created INTEGER, count INTEGER, gap INTEGER
);
