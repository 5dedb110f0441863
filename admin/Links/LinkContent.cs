using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Links;

/// <summary>
/// Everything of a link that its owner decides, with the defaults of a new one. Stored as JSON, except what has a column
/// of its own.
/// </summary>
internal sealed record LinkContent
{
    public const int DefaultRedirectStatus = 302;

    /// <summary>Absolute http or https URL, ASCII; as given, without the link's UTM parameters.</summary>
    [JsonIgnore]
    public string Url { get; init; } = "";

    [JsonIgnore]
    public string? Title { get; init; }

    [JsonIgnore]
    public string? ExternalId { get; init; }

    [JsonIgnore]
    public bool Enabled { get; init; } = true;

    public string? DeepLinkPath { get; init; }

    /// <summary>By platform name (<see cref="LinkPlatforms"/>).</summary>
    public IReadOnlyDictionary<string, LinkPlatform> Platforms { get; init; } = LinkPlatforms.None;

    public LinkBrand Brand { get; init; } = LinkBrand.None;

    public LinkUtm Utm { get; init; } = LinkUtm.None;

    public int RedirectStatus { get; init; } = DefaultRedirectStatus;

    public bool ForwardQuery { get; init; } = true;

    public bool ForwardPath { get; init; }

    public bool Indexable { get; init; }

    public DateTimeOffset? ActiveFrom { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? ExpiredUrl { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public JsonObject Metadata { get; init; } = [];
}
