using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NpgsqlTypes;
using OneLink.Admin.Links;
using OneLink.Admin.Links.Search;

namespace OneLink.Admin.Database.Moving;

/// <summary>The words of all links: SQLite's index of them gives none back, so they are taken from the links once more.</summary>
internal sealed class LinkWordRows(SqliteConnection connection) : IMovedRows
{
    public const string Target = "link_words";

    /// <summary>A link has about a dozen words.</summary>
    private const int WordsALink = 10;

    public string Table => Target;

    public IReadOnlyList<MovedColumn> Columns { get; } =
        [new("account_id", NpgsqlDbType.Bigint), new("word", NpgsqlDbType.Text), new("link_id", NpgsqlDbType.Bigint)];

    public MovedBatch Read(string? position, int limit)
    {
        var most = Math.Max(1, limit / WordsALink);
        var after = position is null ? long.MinValue : long.Parse(position, CultureInfo.InvariantCulture);
        var links = connection.Query<LinkRow>($"SELECT {LinkRow.Columns} FROM links l WHERE l.id > @after ORDER BY l.id LIMIT @most", new { after, most })
            .Select(row => row.ToLink()).ToList();
        var rows = links.SelectMany(link => LinkWords.Of(link).Distinct(StringComparer.Ordinal).Select(word => new object?[] { link.AccountId, word, link.Id.Value })).ToList();
        return new MovedBatch(rows, links.Count == 0 ? position : links[^1].Id.Value.ToString(CultureInfo.InvariantCulture), IsLast: links.Count < most, []);
    }
}
