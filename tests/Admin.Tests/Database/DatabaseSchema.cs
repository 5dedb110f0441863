using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace OneLink.Admin.Tests.Database;

/// <summary>What a database's schema consists of, in the words that both databases have in common: a line each, sorted.</summary>
internal static partial class DatabaseSchema
{
    /// <summary>Made differently on purpose: the searches. Partitions, which SQLite has none of, are the table that they are of.</summary>
    private const string Searches = "name LIKE '%\\_search' ESCAPE '\\' OR name LIKE '%\\_search\\_%' ESCAPE '\\' OR name LIKE 'link\\_word%' ESCAPE '\\' AND name NOT LIKE 'link\\_words\\_state%' ESCAPE '\\' OR name LIKE '%\\_texts' ESCAPE '\\'";

    /// <summary>Numbered by SQLite without a word about it, because no number of a row that is gone may do harm.</summary>
    private static readonly string[] ImplicitlyNumbered = ["audit_log", "idempotent_calls", "jobs"];

    public static async Task<IReadOnlyList<string>> OfSqliteAsync(DbConnection connection)
    {
        var lines = new List<string>();
        foreach (var (table, sql) in await connection.QueryAsync<(string Name, string Sql)>(
            $"SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations' AND NOT ({Searches})"))
        {
            lines.AddRange(await SqliteColumnsAsync(connection, table));
            lines.AddRange(await SqliteIndexesAsync(connection, table));
            lines.AddRange((await connection.QueryAsync<(long Id, string Target, string Column, string Key, string Action)>(
                "SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list(@table)", new { table }))
                .Select(key => $"{table}.{key.Column} references {key.Target}.{key.Key} on delete {key.Action}"));
            lines.Add(Invariant($"{table} checks {CheckPattern().Count(CommentPattern().Replace(sql, ""))}"));
            if (sql.Contains("AUTOINCREMENT", StringComparison.Ordinal) || ImplicitlyNumbered.Contains(table, StringComparer.Ordinal))
            {
                lines.Add($"{table} numbers its rows");
            }
        }

        lines.AddRange(await connection.QueryAsync<string>(
            $"SELECT CASE type WHEN 'view' THEN name || ' is a view' ELSE tbl_name || ' has the trigger ' || name END FROM sqlite_master WHERE type IN ('trigger', 'view') AND NOT ({Searches})"));
        return Sorted(lines);
    }

    public static async Task<IReadOnlyList<string>> OfPostgresAsync(DbConnection connection)
    {
        var lines = new List<string>();
        lines.AddRange(await connection.QueryAsync<string>(
            $"""
            SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type || CASE c.is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
              || COALESCE(' default ' || regexp_replace(c.column_default, '::[a-z]+', '', 'g'), '')
              || CASE WHEN c.data_type = 'text' AND c.collation_name IS DISTINCT FROM 'C' THEN ' not by bytes' ELSE '' END
            FROM information_schema.columns c JOIN (SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition) t ON t.name = c.table_name
            WHERE c.table_schema = 'public' AND name <> 'schema_migrations' AND NOT ({Searches})
            """));
        lines.AddRange((await connection.QueryAsync<(string Table, string Name, bool IsUnique, bool IsConstraint, string Columns)>(
            $"""
            SELECT i.indrelid::regclass::text, c.relname, i.indisunique, EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')),
                   regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING btree ', '')
            FROM pg_index i JOIN (SELECT oid, relname, relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND NOT relispartition) c ON c.oid = i.indexrelid
            WHERE i.indrelid::regclass::text <> 'schema_migrations' AND NOT ({Searches}) AND i.indrelid::regclass::text <> 'link_words'
            """)).Select(index => Index(index.Table, index.IsConstraint ? "key" : index.Name, index.IsUnique, index.Columns)));
        lines.AddRange(await connection.QueryAsync<string>(
            """
            SELECT conrelid::regclass || '.' || a.attname || ' references ' || confrelid::regclass || '.' || b.attname || ' on delete '
              || CASE confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE confdeltype::text END
            FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
            WHERE contype = 'f'
            """));
        lines.AddRange(await connection.QueryAsync<string>(
            $"""
            SELECT name || ' checks ' || (SELECT count(*) FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'c')
            FROM (SELECT oid, relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition) t WHERE name <> 'schema_migrations' AND NOT ({Searches})
            UNION ALL
            SELECT table_name || ' numbers its rows' FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'
            UNION ALL
            SELECT name || ' is a view' FROM (SELECT table_name AS name FROM information_schema.views WHERE table_schema = 'public') v
            UNION ALL
            SELECT tgrelid::regclass || ' has the trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
            """));
        return Sorted(lines);
    }

    private static async Task<IEnumerable<string>> SqliteColumnsAsync(DbConnection connection, string table)
        => (await connection.QueryAsync<(string Name, string Type, bool IsNotNull, string? Default, long Key)>(
            "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info(@table)", new { table }))
            .Select(column => $"{table}.{column.Name} {TypeOf(column.Type)}{(column.IsNotNull || column.Key > 0 ? " not null" : "")}{(column.Default is null ? "" : " default " + column.Default)}");

    private static string TypeOf(string type) => type switch
    {
        "INTEGER" => "bigint",
        "TEXT" => "text",
        "BLOB" => "bytea",
        "REAL" or "DOUBLE PRECISION" => "double precision",
        _ => type,
    };

    private static async Task<IEnumerable<string>> SqliteIndexesAsync(DbConnection connection, string table)
    {
        var lines = new List<string>();
        var key = (await connection.QueryAsync<string>("SELECT name FROM pragma_table_info(@table) WHERE pk > 0 ORDER BY pk", new { table })).AsList();
        if (key.Count > 0)
        {
            lines.Add(Index(table, "key", isUnique: true, string.Join(", ", key)));
        }

        foreach (var (name, isUnique, origin) in await connection.QueryAsync<(string Name, bool IsUnique, string Origin)>(
            "SELECT name, \"unique\", origin FROM pragma_index_list(@table) WHERE origin <> 'pk'", new { table }))
        {
            var columns = string.Equals(origin, "u", StringComparison.Ordinal)
                ? string.Join(", ", await connection.QueryAsync<string>("SELECT name FROM pragma_index_info(@name) ORDER BY seqno", new { name }))
                : OnPattern().Replace(await connection.QuerySingleAsync<string>("SELECT sql FROM sqlite_master WHERE name = @name", new { name }), "");
            lines.Add(Index(table, string.Equals(origin, "u", StringComparison.Ordinal) ? "key" : name, isUnique, columns));
        }

        return lines;
    }

    private static string Index(string table, string name, bool isUnique, string columns)
        => $"{table} {(isUnique ? "unique" : "index")} {name} {PlainPattern().Replace(columns, "").ToLowerInvariant()}";

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"--[^\n]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"\bCHECK\s*\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CheckPattern();

    /// <summary>What stands before the columns of an index.</summary>
    [GeneratedRegex(@"^CREATE\s+(UNIQUE\s+)?INDEX\s+\w+\s+ON\s+\w+\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnPattern();

    /// <summary>Casts, brackets and spaces, of which PostgreSQL has more.</summary>
    [GeneratedRegex(@"::\w+|[()\s]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPattern();
}
