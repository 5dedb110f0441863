using System.Globalization;

namespace OneLink.Admin.Database;

/// <summary>SQLite's ways: JSON functions on text, and FTS5 with trigrams.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    private const int TrigramLength = 3;

    public string JsonText(string column, string key) => $"CAST(json_extract({column}, '$.\"' || {key} || '\"') AS TEXT)";

    public string JsonNumber(string column, string key)
        => $"CASE WHEN json_type({column}, '$.\"' || {key} || '\"') IN ('integer', 'real') THEN json_extract({column}, '$.\"' || {key} || '\"') END";

    public string Contains(string text, string part) => $"instr({text}, {part}) > 0";

    public string TextIndexIds(string table, string term) => $"SELECT rowid FROM {table}_search WHERE {table}_search MATCH {term}";

    public string NewestInTextIndex(string table, string term, int limit)
        => string.Create(CultureInfo.InvariantCulture, $"{TextIndexIds(table, term)} ORDER BY rowid DESC LIMIT {limit}");

    public string? TextIndexTerm(long accountId, string part)
        => part.EnumerateRunes().Count() < TrigramLength
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"tenant : \"<{accountId}>\" AND - tenant : \"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
