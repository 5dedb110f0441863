using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NpgsqlTypes;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database.Moving;

/// <summary>The rows of a table that both databases have, by its row ids, or by its key where it has none.</summary>
/// <param name="connection">The source.</param>
/// <param name="table">Name.</param>
/// <param name="columns">All.</param>
/// <param name="key">What the rows are sorted by: whole numbers, texts and bytes.</param>
internal sealed class SqliteRows(SqliteConnection connection, string table, IReadOnlyList<MovedColumn> columns, IReadOnlyList<string> key) : IMovedRows
{
    /// <summary>In characters and bytes; a batch of long texts has fewer rows.</summary>
    private const int LargestBatch = 32 * 1024 * 1024;

    /// <summary>Stands where PostgreSQL, whose texts have no NUL, cannot keep one: U+FFFD, the sign for what could not be represented.</summary>
    private const char Replacement = '\uFFFD';

    /// <summary>Begins a key's text in a position.</summary>
    private const char Text = 't';

    /// <summary>Begins a key's bytes in a position.</summary>
    private const char Bytes = 'x';

    public string Table => table;

    public IReadOnlyList<MovedColumn> Columns => columns;

    public MovedBatch Read(string? position, int limit)
    {
        using var command = Command(position, limit);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        var altered = new List<string>();
        var size = 0;
        while (size < LargestBatch && reader.Read())
        {
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = Value(reader, i, altered);
                size += row[i] switch { string text => text.Length, byte[] bytes => bytes.Length, _ => 0 };
            }

            rows.Add(row);
            position = Position(reader);
        }

        return new MovedBatch(rows, position, IsLast: rows.Count < limit && size < LargestBatch, altered);
    }

    private SqliteCommand Command(string? position, int limit)
    {
        var command = connection.CreateCommand();
        var keys = string.Join(", ", key.Select(column => $"\"{column}\""));
        var behind = "";
        if (position is not null)
        {
            var values = JsonNode.Parse(position)!.AsArray();
            behind = $" WHERE ({keys}) > ({string.Join(", ", values.Select((_, i) => FormattableString.Invariant($"@key{i}")))})";
            foreach (var (i, value) in values.Index())
            {
                command.Parameters.AddWithValue(FormattableString.Invariant($"@key{i}"), KeyOf(value!));
            }
        }

        command.CommandText = FormattableString.Invariant(
            $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}, {keys} FROM \"{table}\"{behind} ORDER BY {keys} LIMIT {limit}");
        return command;
    }

    private string Position(DbDataReader reader)
    {
        var values = new JsonArray();
        for (var i = 0; i < key.Count; i++)
        {
            values.Add(reader.GetValue(columns.Count + i) switch
            {
                long number => JsonValue.Create(number),
                byte[] bytes => JsonValue.Create(Bytes + Convert.ToHexStringLower(bytes)),
                var text => JsonValue.Create(Text + (string)text),
            });
        }

        return values.ToJsonString();
    }

    private static object KeyOf(JsonNode value)
        => value.GetValueKind() == JsonValueKind.Number ? value.GetValue<long>()
            : value.GetValue<string>() is var text && text[0] == Bytes ? Convert.FromHexString(text.AsSpan(1)) : text[1..];

    private object? Value(DbDataReader reader, int i, List<string> altered)
    {
        switch (columns[i].Type, reader.GetValue(i))
        {
            case (_, DBNull):
                return null;
            case (NpgsqlDbType.Bigint, long number):
                return number;
            case (NpgsqlDbType.Double, long number):
                return (double)number;
            case (NpgsqlDbType.Double, double number):
                return number;
            case (NpgsqlDbType.Bytea, byte[] bytes):
                return bytes;
            case (NpgsqlDbType.Text, string text) when text.Contains('\0', StringComparison.Ordinal):
                altered.Add($"{table}, {Place(reader)}: {columns[i].Name} has a NUL, which PostgreSQL cannot keep; U+FFFD stands in its place");
                return text.Replace('\0', Replacement);
            case (NpgsqlDbType.Text, string text):
                return text;
            case (var type, var value):
                throw new StartupException(
                    $"The table {table} has a {value.GetType().Name} in {columns[i].Name}, at {Place(reader)}, which is no {type}. Correct it in the SQLite file, then run this again: it goes on where it stopped.");
        }
    }

    private string Place(DbDataReader reader) => $"{string.Join(", ", key)} = {string.Join(", ", key.Select((_, i) => reader.GetValue(columns.Count + i) is var value && value is byte[] bytes ? Convert.ToHexStringLower(bytes) : value))}";
}
