using System.Data.Common;
using System.Text.Json;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Shared.Feed;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>The SQL of links. Publishing and decisions are <see cref="LinkWriter"/>'s.</summary>
internal static class LinkRepository
{
    private const string InsertSql = """
        INSERT INTO links (id, account_id, domain_id, slug, slug_key, url, title, external_id, enabled, settings, revision, created_at, updated_at, url_key)
        VALUES (@id, @account, @domain, @slug, @key, @url, @title, @external, @enabled, @settings, @revision, @created, @updated, @urlKey)
        ON CONFLICT DO NOTHING
        """;

    private const string InsertTagSql = """
        INSERT INTO link_tags (account_id, tag, link_id, slug_key, clicks, last_clicked_at)
        VALUES (@account, @tag, @link, @key, @clicks, @lastClicked)
        """;

    /// <summary>
    /// Ids stand in the statement, not in parameters: these are looked up by their names, each among all, which for two thousand
    /// of them took longer than the reading.
    /// </summary>
    private const string ByIdsSql = $"SELECT {LinkRow.Columns} FROM links l WHERE l.id IN {{=ids}}";

    private static readonly string[] InsertParameters =
    [
        "@id", "@account", "@domain", "@slug", "@key", "@url", "@title", "@external", "@enabled", "@settings", "@revision",
        "@created", "@updated", "@urlKey",
    ];

    private static readonly string[] TagParameters = ["@account", "@tag", "@link", "@key", "@clicks", "@lastClicked"];

    /// <summary>Inserts the row. Its tags are still to be inserted.</summary>
    public static async Task<InsertOutcome> InsertAsync(WriteScope scope, StoredLink link)
    {
        var content = link.Content;
        var inserted = await scope.Prepared(InsertSql, InsertParameters).ExecuteAsync(
            link.Id.Value,
            link.AccountId,
            link.DomainId,
            link.Slug,
            link.SlugKey,
            content.Url,
            content.Title,
            content.ExternalId,
            content.Enabled ? 1L : 0L,
            Settings(content),
            link.Revision,
            link.CreatedAt.ToUnixTimeMilliseconds(),
            link.UpdatedAt.ToUnixTimeMilliseconds(),
            LinkUrlKey.Of(link.DomainId, content.Url));
        return inserted == 1 ? InsertOutcome.Stored : await ConflictAsync(scope, link);
    }

    /// <summary>Inserts the tags of links that have none yet.</summary>
    public static Task InsertTagsAsync(WriteScope scope, params IReadOnlyList<StoredLink> links)
        => scope.Prepared(InsertTagSql, TagParameters).ExecuteEachAsync(links.SelectMany(link => link.Content.Tags.Select(tag => new object?[]
        {
            link.AccountId, tag, link.Id.Value, link.SlugKey, link.Clicks, link.LastClickedAt?.ToUnixTimeMilliseconds() ?? 0L,
        })));

    /// <summary>Replaces what a link was by what it is.</summary>
    public static async Task<InsertOutcome> UpdateAsync(WriteScope scope, StoredLink before, StoredLink link)
    {
        if (await ConflictAsync(scope, link) is var conflict and not InsertOutcome.Stored)
        {
            return conflict;
        }

        await scope.ExecuteAsync(
            """
            UPDATE links SET domain_id = @DomainId, slug = @Slug, slug_key = @SlugKey, url = @Url, title = @Title,
                             external_id = @ExternalId, enabled = @Enabled, settings = @Settings, revision = @Revision,
                             updated_at = @UpdatedAt, url_key = @UrlKey
            WHERE id = @Id
            """,
            new
            {
                Id = link.Id.Value,
                link.DomainId,
                link.Slug,
                link.SlugKey,
                link.Content.Url,
                link.Content.Title,
                link.Content.ExternalId,
                Enabled = link.Content.Enabled ? 1L : 0L,
                Settings = Settings(link.Content),
                link.Revision,
                UpdatedAt = link.UpdatedAt.ToUnixTimeMilliseconds(),
                UrlKey = LinkUrlKey.Of(link.DomainId, link.Content.Url),
            });
        if (!string.Equals(before.SlugKey, link.SlugKey, StringComparison.Ordinal) || !before.Content.Tags.SequenceEqual(link.Content.Tags, StringComparer.Ordinal))
        {
            await scope.ExecuteAsync("DELETE FROM link_tags WHERE link_id = @id", new { id = link.Id.Value });
            await InsertTagsAsync(scope, link);
        }

        return InsertOutcome.Stored;
    }

    public static Task<int> DeleteAsync(WriteScope scope, StoredLink link)
        => scope.ExecuteAsync("DELETE FROM links WHERE id = @id", new { id = link.Id.Value });

    /// <summary>The link that a reference names within an account; a slug is looked for on <paramref name="domain"/>.</summary>
    public static async Task<StoredLink?> FindAsync(
        DbConnection connection, DbTransaction? transaction, long accountId, LinkReference reference, LinkDomain? domain)
    {
        var (condition, parameters) = Condition(accountId, reference, domain);
        if (condition is null)
        {
            return null;
        }

        var row = await connection.QueryFirstOrDefaultAsync<LinkRow>(
            $"SELECT {LinkRow.Columns} FROM links l WHERE l.account_id = @accountId AND {condition}", parameters, transaction);
        return row?.ToLink();
    }

    /// <inheritdoc cref="FindAsync(DbConnection, DbTransaction?, long, LinkReference, LinkDomain?)"/>
    public static async Task<StoredLink?> FindAsync(WriteScope scope, long accountId, LinkReference reference, LinkDomain? domain)
    {
        var (condition, parameters) = Condition(accountId, reference, domain);
        if (condition is null)
        {
            return null;
        }

        var row = await scope.FirstOrDefaultAsync<LinkRow>(
            $"SELECT {LinkRow.Columns} FROM links l WHERE l.account_id = @accountId AND {condition}", parameters);
        return row?.ToLink();
    }

    /// <summary>The links of a domain that lead to <paramref name="url"/>, oldest first.</summary>
    public static async Task<IReadOnlyList<StoredLink>> ByUrlAsync(WriteScope scope, LinkDomain domain, string url, int limit)
        => [.. (await scope.QueryAsync<LinkRow>(
            $"SELECT {LinkRow.Columns} FROM links l WHERE l.url_key = @key AND l.domain_id = @domainId AND l.url = @url ORDER BY l.id LIMIT @limit",
            new { key = LinkUrlKey.Of(domain.Id, url), domainId = domain.Id, url, limit })).Select(row => row.ToLink())];

    /// <summary>Links of the whole installation behind an id, in the order of their ids.</summary>
    public static async Task<IReadOnlyList<StoredLink>> AfterAsync(DbConnection connection, DbTransaction? transaction, long id, int limit)
        => [.. (await connection.QueryAsync<LinkRow>(
            $"SELECT {LinkRow.Columns} FROM links l WHERE l.id > @id ORDER BY l.id LIMIT @limit", new { id, limit }, transaction)).Select(row => row.ToLink())];

    /// <summary>The same of chosen accounts.</summary>
    public static async Task<IReadOnlyList<StoredLink>> AfterAsync(DbConnection connection, DbTransaction? transaction, long id, int limit, FeedScope scope)
        => scope.IsAll
            ? await AfterAsync(connection, transaction, id, limit)
            : [.. (await connection.QueryAsync<LinkRow>(
                $"SELECT {LinkRow.Columns} FROM links l WHERE l.account_id IN @accounts AND l.id > @id ORDER BY l.id LIMIT @limit",
                new { accounts = scope.Accounts, id, limit },
                transaction)).Select(row => row.ToLink())];

    /// <summary>Those of these links that there are.</summary>
    public static async Task<IReadOnlyList<StoredLink>> ByIdsAsync(DbConnection connection, DbTransaction? transaction, IReadOnlyList<long> ids)
        => [.. (await connection.QueryAsync<LinkRow>(ByIdsSql, new { ids }, transaction)).Select(row => row.ToLink())];

    /// <inheritdoc cref="ByIdsAsync(DbConnection, DbTransaction?, IReadOnlyList{long})"/>
    public static async Task<IReadOnlyList<StoredLink>> ByIdsAsync(WriteScope scope, IReadOnlyList<long> ids)
        => [.. (await scope.QueryAsync<LinkRow>(ByIdsSql, new { ids })).Select(row => row.ToLink())];

    /// <summary>Stores whether the link leads to a denied host: apart from its content, which it is no part of.</summary>
    public static Task<int> SetDeniedAsync(WriteScope scope, StoredLink link)
        => scope.ExecuteAsync(
            "UPDATE links SET denied_host = @DeniedHost, revision = @Revision WHERE id = @Id", new { link.DeniedHost, link.Revision, Id = link.Id.Value });

    private static (string? Condition, object? Parameters) Condition(long accountId, LinkReference reference, LinkDomain? domain)
    {
        switch (reference.Kind)
        {
            case LinkReferenceKind.Id when LinkId.TryParse(reference.Value, out var id):
                return ("l.id = @id", new { accountId, id = id.Value });
            case LinkReferenceKind.ExternalId:
                return ("l.external_id = @externalId", new { accountId, externalId = reference.Value });
            case LinkReferenceKind.Slug when domain is not null:
                return ("l.domain_id = @domainId AND l.slug_key = @key",
                    new { accountId, domainId = domain.Id, key = SlugKey.Create(reference.Value, domain.CaseSensitive) });
            default:
                return (null, null);
        }
    }

    /// <summary>Which other link has what this one wants.</summary>
    private static async Task<InsertOutcome> ConflictAsync(WriteScope scope, StoredLink link)
    {
        var slugTaken = await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM links WHERE domain_id = @DomainId AND slug_key = @SlugKey AND id <> @Id",
            new { link.DomainId, link.SlugKey, Id = link.Id.Value });
        if (slugTaken is not null)
        {
            return InsertOutcome.SlugTaken;
        }

        var externalIdTaken = link.Content.ExternalId is null ? null : await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM links WHERE account_id = @AccountId AND external_id = @ExternalId AND id <> @Id",
            new { link.AccountId, link.Content.ExternalId, Id = link.Id.Value });
        return externalIdTaken is null ? InsertOutcome.Stored : InsertOutcome.ExternalIdTaken;
    }

    private static string Settings(LinkContent content) => JsonSerializer.Serialize(content, LinkContentJson.Default.LinkContent);
}
