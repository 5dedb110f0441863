// The official client against the host, as somebody's BI job would use it. Run by ConformanceTests.cs with node --test.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { createClient } from '@clickhouse/client';

const { CLICKHOUSE_URL: url, CLICKHOUSE_USER: username, CLICKHOUSE_PASSWORD: password } = process.env;

for (const gzip of [false, true]) {
  describe(gzip ? 'with gzip' : 'plain', () => {
    const database = gzip ? 'conformance_gzip' : 'conformance';
    const compression = { request: gzip, response: gzip };
    let client;

    before(async () => {
      const setup = createClient({ url, username, password });
      await setup.command({ query: `CREATE DATABASE ${database}` });
      await setup.close();
      client = createClient({ url, username, password, database, compression });
      await client.command({
        query: `CREATE TABLE clicks (id UInt64, slug String, at DateTime64(3, 'UTC'), tags Array(String), note Nullable(String))
                ENGINE = MergeTree ORDER BY id`,
        clickhouse_settings: { wait_end_of_query: 1 },
      });
    });

    after(() => client.close());

    it('pings', async () => {
      assert.deepEqual(await client.ping(), { success: true });
      assert.equal((await client.ping({ select: true })).success, true);
    });

    it('inserts objects and reads them back', async () => {
      const rows = [
        { id: '1', slug: 'grüße', at: '2026-11-21 10:00:00.123', tags: ["it's", 'b\n\nc;'], note: null },
        { id: '2', slug: '', at: '2026-11-21 10:00:01.000', tags: [], note: '\\N' },
      ];
      const inserted = await client.insert({ table: 'clicks', values: rows, format: 'JSONEachRow' });
      assert.equal(inserted.executed, true);
      assert.equal(inserted.summary.written_rows, '2');
      const read = await client.query({
        query: 'SELECT * FROM clicks WHERE id < 10 ORDER BY id', format: 'JSONEachRow',
        clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
      });
      assert.deepEqual(await read.json(), rows);
    });

    it('inserts a stream of raw CSV', async () => {
      await client.insert({
        table: 'clicks', columns: ['id', 'slug', 'at'], format: 'CSV',
        values: Readable.from(['100,"a\n\n;b",2026-11-21 00:00:00\n', '101,c,2026-11-22 00:00:00\n'], { objectMode: false }),
      });
      const read = await client.query({ query: 'SELECT slug FROM clicks WHERE id >= 100 ORDER BY id', format: 'JSONCompactEachRow' });
      assert.deepEqual(await read.json(), [['a\n\n;b'], ['c']]);
    });

    it('inserts values inside a statement', async () => {
      await client.command({ query: "INSERT INTO clicks (id, slug) VALUES (200, 'x;'), (201, {slug:String})", query_params: { slug: "it's" } });
      const read = await client.query({ query: 'SELECT slug FROM clicks WHERE id IN (200, 201) ORDER BY id', format: 'TabSeparatedRaw' });
      assert.equal(await read.text(), "x;\nit's\n");
    });

    it('binds parameters of every type', async () => {
      const query_params = {
        text: "'; DROP TABLE clicks; --\\\t\n", number: 42, big: 18446744073709551615n, flag: true, none: null,
        list: ["a'b", 'c\\d', 'e,f'], day: new Date(Date.UTC(2026, 10, 21, 10, 0, 0, 123)), map: { k: "v'" }, table: 'clicks',
      };
      const read = await client.query({
        query: `SELECT {text:String} AS text, {number:UInt8} AS number, toString({big:UInt64}) AS big, {flag:Bool} AS flag,
                       {none:Nullable(String)} AS none, {list:Array(String)} AS list, {day:DateTime64(3, 'UTC')} AS day,
                       {map:Map(String, String)} AS map, (SELECT count() FROM {table:Identifier}) >= 0 AS there`,
        format: 'JSONEachRow', query_params,
      });
      const { text, number, flag, none, list, map } = query_params;
      assert.deepEqual(await read.json(), [{
        text, number, big: '18446744073709551615', flag, none, list, day: '2026-11-21 10:00:00.123', map, there: 1,
      }]);
    });

    it('sends long parameters as a form', async () => {
      const list = Array.from({ length: 20_000 }, (_, index) => `value-${index}`);
      const read = await client.query({
        query: 'SELECT length({list:Array(String)}) AS n', query_params: { list }, use_multipart_params: true, format: 'JSONEachRow',
      });
      assert.deepEqual(await read.json(), [{ n: 20_000 }]);
    });

    it('reads JSON with its statistics', async () => {
      const read = await client.query({ query: 'SELECT number AS n FROM numbers(3)', format: 'JSON' });
      const answer = await read.json();
      assert.equal(answer.rows, 3);
      assert.deepEqual(answer.meta, [{ name: 'n', type: 'UInt64' }]);
      assert.deepEqual(answer.data.map((row) => Number(row.n)), [0, 1, 2]);
    });

    it('streams a large result', async () => {
      const read = await client.query({ query: 'SELECT number AS n FROM numbers(500000)', format: 'JSONCompactEachRow' });
      let count = 0;
      for await (const rows of read.stream()) {
        count += rows.length;
      }
      assert.equal(count, 500_000);
    });

    it('keeps settings to their request', async () => {
      const query = "SELECT getSetting('max_block_size') AS size";
      const size = async (clickhouse_settings) => Number((await (await client.query({ query, format: 'JSONEachRow', clickhouse_settings })).json())[0].size);
      const before = await size();
      assert.equal(await size({ max_block_size: '77' }), 77);
      assert.equal(await size(), before);
    });

    it('reports errors with code and type', async () => {
      await assert.rejects(client.query({ query: 'SELECT * FROM nowhere' }), { code: '60', type: 'UNKNOWN_TABLE' });
      await assert.rejects(client.command({ query: 'CREATE nonsense' }), { code: '62', type: 'SYNTAX_ERROR' });
      await assert.rejects(client.insert({ table: 'clicks', values: [{ id: 'x' }], format: 'JSONEachRow' }), { code: '27' });
      await assert.rejects(client.query({ query: 'SELECT {missing:String}' }), { code: '456', type: 'UNKNOWN_QUERY_PARAMETER' });
    });

    it('reports an error in the middle of a stream', async () => {
      const read = await client.query({ query: 'SELECT throwIf(number = 3000000) FROM numbers(5000000)', format: 'JSONCompactEachRow' });
      // As with a server, the answer breaks off behind the error; unzipping may see the break before the error in front of it.
      const expected = gzip ? /./ : { code: '395', type: 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO' };
      await assert.rejects(async () => {
        for await (const rows of read.stream()) {
          assert.ok(rows.length > 0);
        }
      }, expected);
    });

    it('is refused with a wrong password', async () => {
      const stranger = createClient({ url, username, password: 'wrong' });
      await assert.rejects(stranger.query({ query: 'SELECT 1' }), { code: '516', type: 'AUTHENTICATION_FAILED' });
      await stranger.close();
    });

    it('takes a query id and tells the summary', async () => {
      const done = await client.command({ query: 'INSERT INTO clicks (id) SELECT number + 1000 FROM numbers(10)', query_id: `mine-${gzip}` });
      assert.equal(done.query_id, `mine-${gzip}`);
      assert.equal(done.summary.written_rows, '10');
    });
  });
}
