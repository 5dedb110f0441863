using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database.Moving;

/// <summary>
/// The PostgreSQL that an installation moves to. How far each table has come stands beside the rows themselves and is
/// committed with them, so that each row arrives once, however often the move is cut off.
/// </summary>
/// <remarks>
/// Indexes and foreign keys are put aside before the rows come and made again behind them, each at once instead of row by row.
/// Triggers are off meanwhile: what they keep is moved as rows of its own.
/// </remarks>
internal sealed class MoveTarget(NpgsqlConnection connection, string name)
{
    /// <summary>One row while a move is not complete: no admin starts on such a database.</summary>
    private const string Begun = "database_move";

    private const string Tables = "database_move_tables";

    private const string Aside = "database_move_aside";

    /// <summary>Not copied: steps of the schema, and what is left to do for the words, which are all there after a move.</summary>
    private static readonly string[] Own = ["schema_migrations", "link_words_state", Begun, Tables, Aside];

    public static async Task<bool> IsUnfinishedAsync(DbConnection connection)
        => await connection.ExecuteScalarAsync<bool>($"SELECT to_regclass('{Begun}') IS NOT NULL");

    /// <summary>Begins the move before there is a schema, or goes on with it.</summary>
    /// <param name="source">Its fingerprint.</param>
    /// <returns>Whether it goes on.</returns>
    /// <exception cref="StartupException">The database has tables that no move has made, or those of another move.</exception>
    public async Task<bool> BeginAsync(string source)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = PostgresLocks.Schema });
        if (await IsUnfinishedAsync(connection))
        {
            var (schema, from) = await connection.QuerySingleAsync<(long, string)>($"SELECT schema, source FROM {Begun}");
            return schema != PostgresMigrator.Latest ? throw Anew(string.Create(CultureInfo.InvariantCulture, $"was begun by a build of schema {schema}; this one's is {PostgresMigrator.Latest}"))
                : !string.Equals(from, source, StringComparison.Ordinal) ? throw Anew("was begun from another database, or from this one before an admin wrote to it")
                : true;
        }

        var found = await connection.QueryFirstOrDefaultAsync<string>(
            """
            SELECT relname FROM pg_class c WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
              AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1 LIMIT 1
            """);
        if (found is not null)
        {
            throw new StartupException($"The database {name} is not empty (it has the table {found}). Give the installation a database of its own: CREATE DATABASE onelink.");
        }

        await connection.ExecuteAsync(
            $"""
            CREATE TABLE {Begun} (schema bigint NOT NULL, source text NOT NULL, is_prepared boolean NOT NULL DEFAULT false);
            CREATE TABLE {Tables} (name text PRIMARY KEY, position text, rows bigint NOT NULL DEFAULT 0, is_complete boolean NOT NULL DEFAULT false);
            CREATE TABLE {Aside} (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, definition text NOT NULL);
            INSERT INTO {Begun} (schema, source) VALUES (@Latest, @source);
            """,
            new { PostgresMigrator.Latest, source });
        await transaction.CommitAsync();
        return false;
    }

    /// <summary>Takes out of the new schema what it comes with, and puts indexes, foreign keys and triggers aside.</summary>
    public async Task PrepareAsync()
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (await connection.QuerySingleAsync<bool>($"SELECT is_prepared FROM {Begun} FOR UPDATE"))
        {
            return;
        }

        var tables = await TablesAsync();
        await connection.ExecuteAsync(
            $"""
            TRUNCATE {string.Join(", ", tables)};
            INSERT INTO {Tables} (name) SELECT unnest(@tables);
            INSERT INTO {Aside} (name, definition) SELECT relname, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') FROM pg_index JOIN pg_class c ON c.oid = indexrelid
              WHERE indrelid = ANY(@tables::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
              ORDER BY relname;
            INSERT INTO {Aside} (name, definition) SELECT conname, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
              WHERE contype = 'f' AND conrelid = ANY(@tables::regclass[]) ORDER BY conname;
            """,
            new { tables = tables.ToArray() });
        var statements = await connection.QueryAsync<string>(
            $"""
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(@tables::regclass[])
            UNION ALL
            SELECT * FROM (SELECT format('DROP INDEX %I', name) FROM {Aside} WHERE definition LIKE 'CREATE %' ORDER BY number) AS indexes
            UNION ALL
            SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', name::regclass) FROM unnest(@tables) AS name
            """,
            new { tables = tables.ToArray() });
        await connection.ExecuteAsync(string.Join(";\n", statements));
        await connection.ExecuteAsync($"UPDATE {Begun} SET is_prepared = true");
        await transaction.CommitAsync();
    }

    /// <summary>All tables that are moved. Partitions get their rows through the tables that they are of.</summary>
    public async Task<IReadOnlyList<string>> TablesAsync()
        => (await connection.QueryAsync<string>(
            """
            SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> ALL(@Own)
            ORDER BY relname::text COLLATE "C"
            """,
            new { Own })).AsList();

    public async Task<IReadOnlyList<MovedColumn>> ColumnsAsync(string table)
        => [.. (await connection.QueryAsync<(string Name, string Type)>(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = @table ORDER BY ordinal_position", new { table }))
            .Select(column => new MovedColumn(column.Name, TypeOf(column.Type)))];

    /// <returns>Where the table stands; its position is null at the beginning.</returns>
    public Task<(string? Position, long Rows, bool IsComplete)> ProgressAsync(string table)
        => connection.QuerySingleAsync<(string?, long, bool)>($"SELECT position, rows, is_complete FROM {Tables} WHERE name = @table", new { table });

    /// <summary>Adds a batch behind those that are there.</summary>
    /// <param name="rows">Of which table.</param>
    /// <param name="before">Position that the batch begins behind.</param>
    /// <param name="batch">Rows.</param>
    public async Task AddAsync(IMovedRows rows, string? before, MovedBatch batch)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SET LOCAL synchronous_commit = off");
        var moved = await connection.ExecuteAsync(
            $"UPDATE {Tables} SET position = @Position, rows = rows + @Count, is_complete = @IsLast WHERE name = @Table AND NOT is_complete AND position IS NOT DISTINCT FROM @before",
            new { batch.Position, batch.Rows.Count, batch.IsLast, rows.Table, before });
        if (moved != 1)
        {
            throw new StartupException($"Another move into {name} goes on: wait for its end, or stop it.");
        }

        if (batch.Rows.Count > 0)
        {
            await CopyAsync(rows, batch);
        }

        await transaction.CommitAsync();
    }

    /// <summary>Indexes and foreign keys that are still to be made, in their order.</summary>
    public async Task<IReadOnlyList<(long Number, string Name)>> AsideAsync()
        => (await connection.QueryAsync<(long, string)>($"SELECT number, name FROM {Aside} ORDER BY number")).AsList();

    /// <summary>Makes one of them.</summary>
    public async Task PutBackAsync(long number)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SET LOCAL maintenance_work_mem = '256MB'");
        if (await connection.QueryFirstOrDefaultAsync<string>($"DELETE FROM {Aside} WHERE number = @number RETURNING definition", new { number }) is { } definition)
        {
            await connection.ExecuteAsync(definition);
        }

        await transaction.CommitAsync();
    }

    /// <summary>Reads a whole table once more.</summary>
    public async Task<RowSum> SumAsync(IMovedRows rows)
    {
        var sum = new RowSum();
        await using var export = await connection.BeginBinaryExportAsync($"COPY (SELECT {Names(rows)} FROM {rows.Table}) TO STDOUT (FORMAT BINARY)");
        export.Timeout = Timeout.InfiniteTimeSpan;
        var row = new object?[rows.Columns.Count];
        while (await export.StartRowAsync() >= 0)
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (export.IsNull)
                {
                    await export.SkipAsync();
                    row[i] = null;
                    continue;
                }

                row[i] = rows.Columns[i].Type switch
                {
                    NpgsqlDbType.Bigint => await export.ReadAsync<long>(NpgsqlDbType.Bigint),
                    NpgsqlDbType.Double => await export.ReadAsync<double>(NpgsqlDbType.Double),
                    NpgsqlDbType.Bytea => await export.ReadAsync<byte[]>(NpgsqlDbType.Bytea),
                    _ => await export.ReadAsync<string>(NpgsqlDbType.Text),
                };
            }

            sum.Add(row);
        }

        return sum;
    }

    /// <summary>Lets every table go on numbering behind its rows, and ends the move.</summary>
    /// <param name="lastNumbers">Given out by the source, also to rows that are gone.</param>
    public async Task CompleteAsync(IReadOnlyDictionary<string, long> lastNumbers)
    {
        // Said to be text: a single word would be taken for a procedure's name.
        await connection.ExecuteAsync("ANALYZE", commandType: CommandType.Text);
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, column) in (await connection.QueryAsync<(string, string)>(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES' AND table_name <> ALL(@Own)", new { Own })).AsList())
        {
            await connection.ExecuteAsync(
                $"""
                SELECT setval(pg_get_serial_sequence(@table, @column), GREATEST(highest, @last, 1), GREATEST(highest, @last) > 0)
                FROM (SELECT COALESCE(MAX({column}), 0) AS highest FROM {table}) AS numbers
                """,
                new { table, column, last = lastNumbers.GetValueOrDefault(table) });
        }

        foreach (var table in await TablesAsync())
        {
            await connection.ExecuteAsync($"ALTER TABLE {table} ENABLE TRIGGER USER");
        }

        await connection.ExecuteAsync($"DROP TABLE {Begun}, {Tables}, {Aside}");
        await transaction.CommitAsync();
    }

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "bigint" => NpgsqlDbType.Bigint,
        "double precision" => NpgsqlDbType.Double,
        "bytea" => NpgsqlDbType.Bytea,
        "text" => NpgsqlDbType.Text,
        _ => throw new InvalidOperationException($"The schema has a column of type {type}."),
    };

    private static string Names(IMovedRows rows) => string.Join(", ", rows.Columns.Select(column => $"\"{column.Name}\""));

    private StartupException Anew(string what)
        => new($"The move into {name} {what}. Begin anew: drop that database, make it again (CREATE DATABASE onelink), and run this once more.");

    private async Task CopyAsync(IMovedRows rows, MovedBatch batch)
    {
        await using var import = await connection.BeginBinaryImportAsync($"COPY {rows.Table} ({Names(rows)}) FROM STDIN (FORMAT BINARY)");
        import.Timeout = Timeout.InfiniteTimeSpan;
        foreach (var row in batch.Rows)
        {
            await import.StartRowAsync();
            foreach (var value in row)
            {
                await (value switch
                {
                    null => import.WriteNullAsync(),
                    long number => import.WriteAsync(number, NpgsqlDbType.Bigint),
                    double number => import.WriteAsync(number, NpgsqlDbType.Double),
                    byte[] bytes => import.WriteAsync(bytes, NpgsqlDbType.Bytea),
                    _ => import.WriteAsync((string)value, NpgsqlDbType.Text),
                });
            }
        }

        await import.CompleteAsync();
    }
}
