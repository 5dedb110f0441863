using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OneLink.Client.Links;

/// <summary>A link as the API shows it.</summary>
public sealed record Link
{
    /// <summary>Never changes.</summary>
    public required string Id { get; init; }

    public required string Domain { get; init; }

    public required string Slug { get; init; }

    /// <summary>What people tap.</summary>
    public required string ShortUrl { get; init; }

    /// <summary>Where it leads.</summary>
    public required string Url { get; init; }

    public string? DeepLinkPath { get; init; }

    /// <summary>By platform name.</summary>
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

    /// <summary>The denied host that it leads to: it is not redirected.</summary>
    public string? DeniedHost { get; init; }

    /// <summary>What its owner should look at.</summary>
    public required IReadOnlyList<LinkWarning> Warnings { get; init; }

    public string? Title { get; init; }

    public string? Notes { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? ExternalId { get; init; }

    public required JsonObject Metadata { get; init; }

    /// <summary>By people, some seconds behind.</summary>
    public required long Clicks { get; init; }

    public DateTimeOffset? LastClickedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the call that this answers made it.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>Names this state, for calls that may change only it; null in lists and bulks.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }
}
