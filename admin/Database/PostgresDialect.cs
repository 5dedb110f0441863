using System.Globalization;
using System.Text;

namespace OneLink.Admin.Database;

/// <summary>
/// PostgreSQL's ways: functions of the schema's own on JSON, and GIN indexes of trigrams over expressions that put the
/// account in front of the text (migration 0077).
/// </summary>
/// <remarks>
/// An index of trigrams holds letters and digits only, those beyond ASCII where the database's own character type knows them
/// (any UTF-8 locale but <c>C</c>); a term of which it holds too little is found by reading all texts of the account.
/// </remarks>
internal sealed class PostgresDialect : ISqlDialect
{
    private const int TrigramLength = 3;

    /// <summary>In <c>LIKE</c>.</summary>
    private const char Escape = '\\';

    public string JsonText(string column, string key) => $"(json_text({column}::json -> {key}) COLLATE \"C\")";

    public string JsonNumber(string column, string key) => $"json_number({column}::json -> {key})";

    public string Contains(string text, string part) => $"strpos({text}, {part}) > 0";

    public string TextIndexIds(string table, string term) => $"SELECT id FROM {table} WHERE {Indexed(table)} ILIKE {term}";

    /// <remarks>
    /// Found first and sorted then: told to sort, the planner would rather walk all messages from the newest on than believe
    /// that few have the text.
    /// </remarks>
    public string NewestInTextIndex(string table, string term, int limit)
        => string.Create(CultureInfo.InvariantCulture, $"SELECT id FROM ({TextIndexIds(table, term)} OFFSET 0) AS found ORDER BY id DESC LIMIT {limit}");

    public string? TextIndexTerm(long accountId, string part)
        => HasTrigram(part) ? string.Create(CultureInfo.InvariantCulture, $"<{accountId}>%{Escaped(part)}%") : null;

    /// <summary>As the schema has it, letter for letter: else the index is none of the query's.</summary>
    private static string Indexed(string table) => table switch
    {
        "contacts" => @"('<' || account_id::text || '>' || search_text || E'\x1f' || COALESCE(identifier, '')) COLLATE ""default""",
        "messages" => "message_type IN (0, 1) AND ('<' || account_id::text || '>' || content) COLLATE \"default\"",
        _ => throw new ArgumentException($"The table {table} has no index of trigrams.", nameof(table)),
    };

    private static bool HasTrigram(string part)
    {
        var run = 0;
        foreach (var rune in part.EnumerateRunes())
        {
            run = Rune.IsLetterOrDigit(rune) ? run + 1 : 0;
            if (run == TrigramLength)
            {
                return true;
            }
        }

        return false;
    }

    private static string Escaped(string part)
    {
        var escaped = new StringBuilder(part.Length);
        foreach (var letter in part)
        {
            if (letter is Escape or '%' or '_')
            {
                escaped.Append(Escape);
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
