using System.Text.Json;

namespace OneLink.Admin.Links;

/// <summary>A row of <c>links</c>, column by column.</summary>
internal sealed class LinkRow
{
    public const string Columns = """
        l.id AS Id, l.account_id AS AccountId, l.domain_id AS DomainId, l.slug AS Slug, l.slug_key AS SlugKey, l.url AS Url,
        l.title AS Title, l.external_id AS ExternalId, l.enabled AS Enabled, l.settings AS Settings, l.clicks AS Clicks,
        l.denied_host AS DeniedHost, l.last_clicked_at AS LastClickedAt, l.revision AS Revision, l.created_at AS CreatedAt, l.updated_at AS UpdatedAt
        """;

    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long DomainId { get; init; }

    public required string Slug { get; init; }

    public required string SlugKey { get; init; }

    public required string Url { get; init; }

    public string? Title { get; init; }

    public string? ExternalId { get; init; }

    public required long Enabled { get; init; }

    public required string Settings { get; init; }

    public string? DeniedHost { get; init; }

    public required long Clicks { get; init; }

    public long? LastClickedAt { get; init; }

    public required long Revision { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public StoredLink ToLink() => new()
    {
        Id = new LinkId(Id),
        AccountId = AccountId,
        DomainId = DomainId,
        Slug = Slug,
        SlugKey = SlugKey,
        Content = JsonSerializer.Deserialize(Settings, LinkContentJson.Default.LinkContent)! with
        {
            Url = Url,
            Title = Title,
            ExternalId = ExternalId,
            Enabled = Enabled != 0,
        },
        DeniedHost = DeniedHost,
        Clicks = Clicks,
        LastClickedAt = LastClickedAt is { } last ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null,
        Revision = Revision,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
    };
}
