// What the snippets of docs/bi.md use of DuckDB's command line, `duckdb -c SQL`, on the same engine: npm has the engine and
// not the program. Prints names and rows as CSV.
import { DuckDBInstance } from '@duckdb/node-api';

const [option, sql] = process.argv.slice(2);
if (option !== '-c') {
  throw new Error(`duckdb -c SQL is all that is here, not ${option}`);
}

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const result = await connection.runAndReadAll(sql);
console.log(result.columnNames().join());
for (const row of result.getRowsJson()) {
  console.log(row.join());
}
