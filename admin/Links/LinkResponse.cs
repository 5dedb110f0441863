using System.Text.Json.Nodes;
using OneLink.Admin.Domains;
using OneLink.Admin.Links.Rules;

namespace OneLink.Admin.Links;

/// <summary>A link as the API shows it: every field is always there.</summary>
internal sealed record LinkResponse
{
    public required string Id { get; init; }

    public required string Domain { get; init; }

    public required string Slug { get; init; }

    public required string ShortUrl { get; init; }

    public required string Url { get; init; }

    public string? DeepLinkPath { get; init; }

    public required IReadOnlyDictionary<string, LinkPlatform> Platforms { get; init; }

    public required IReadOnlyList<LinkRule> Rules { get; init; }

    public required IReadOnlyList<LinkVariant> Variants { get; init; }

    public DateTimeOffset? VariantsFrom { get; init; }

    public DateTimeOffset? VariantsUntil { get; init; }

    public required LinkBrand Brand { get; init; }

    public required LinkUtm Utm { get; init; }

    public required int RedirectStatus { get; init; }

    public required bool ForwardQuery { get; init; }

    public required bool ForwardPath { get; init; }

    public required bool Indexable { get; init; }

    public DateTimeOffset? ActiveFrom { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? ExpiredUrl { get; init; }

    public int? MaxClicks { get; init; }

    public required bool HasPassword { get; init; }

    public required bool ProbeIpad { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>The denied host that the link leads to: it is not redirected until its destination or the list changes.</summary>
    public string? DeniedHost { get; init; }

    /// <summary>What its owner should look at; the link works all the same.</summary>
    public required IReadOnlyList<LinkWarning> Warnings { get; init; }

    public string? Title { get; init; }

    public string? Notes { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? ExternalId { get; init; }

    public required JsonObject Metadata { get; init; }

    public required long Clicks { get; init; }

    public DateTimeOffset? LastClickedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static LinkResponse From(StoredLink link, LinkDomain domain) => new()
    {
        Id = link.Id.ToString(),
        Domain = domain.Authority,
        Slug = link.Slug,
        ShortUrl = ShortUrls.Of(domain, link.Slug),
        Url = link.Content.Url,
        DeepLinkPath = link.Content.DeepLinkPath,
        Platforms = link.Content.Platforms,
        Rules = link.Content.Rules,
        Variants = link.Content.Variants,
        VariantsFrom = link.Content.VariantsFrom,
        VariantsUntil = link.Content.VariantsUntil,
        Brand = link.Content.Brand,
        Utm = link.Content.Utm,
        RedirectStatus = link.Content.RedirectStatus,
        ForwardQuery = link.Content.ForwardQuery,
        ForwardPath = link.Content.ForwardPath,
        Indexable = link.Content.Indexable,
        ActiveFrom = link.Content.ActiveFrom,
        ExpiresAt = link.Content.ExpiresAt,
        ExpiredUrl = link.Content.ExpiredUrl,
        MaxClicks = link.Content.MaxClicks,
        HasPassword = link.Content.Password is not null,
        ProbeIpad = link.Content.ProbeIpad,
        Enabled = link.Content.Enabled,
        DeniedHost = link.DeniedHost,
        Warnings = LinkWarnings.Of(link.Content),
        Title = link.Content.Title,
        Notes = link.Content.Notes,
        Tags = link.Content.Tags,
        ExternalId = link.Content.ExternalId,
        Metadata = link.Content.Metadata,
        Clicks = link.Clicks,
        LastClickedAt = link.LastClickedAt,
        CreatedAt = link.CreatedAt,
        UpdatedAt = link.UpdatedAt,
    };
}
