using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OneLink.Admin.Links.Rules;

namespace OneLink.Admin.Links;

/// <summary>
/// Everything of a link that its owner decides, with the defaults of a new one. Stored as JSON, except what has a column
/// of its own.
/// </summary>
/// <remarks>
/// Changed by <c>with</c> only. What is stored as JSON has setters for the serializer's sake: it resets init-only
/// properties which an older row does not have, instead of leaving them at the defaults below.
/// </remarks>
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

    public string? DeepLinkPath { get; set; }

    /// <summary>By platform name (<see cref="LinkPlatforms"/>).</summary>
    public IReadOnlyDictionary<string, LinkPlatform> Platforms { get; set; } = LinkPlatforms.None;

    /// <summary>In order; the first that holds decides.</summary>
    public IReadOnlyList<LinkRule> Rules { get; set; } = [];

    public IReadOnlyList<LinkVariant> Variants { get; set; } = [];

    public DateTimeOffset? VariantsFrom { get; set; }

    public DateTimeOffset? VariantsUntil { get; set; }

    public LinkBrand Brand { get; set; } = LinkBrand.None;

    public LinkUtm Utm { get; set; } = LinkUtm.None;

    public int RedirectStatus { get; set; } = DefaultRedirectStatus;

    public bool ForwardQuery { get; set; } = true;

    public bool ForwardPath { get; set; }

    public bool Indexable { get; set; }

    public DateTimeOffset? ActiveFrom { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public string? ExpiredUrl { get; set; }

    /// <summary>People let through.</summary>
    public int? MaxClicks { get; set; }

    /// <summary>Never shown.</summary>
    public LinkPassword? Password { get; set; }

    /// <summary>Whether Safari on a Mac is asked if it is an iPad.</summary>
    public bool ProbeIpad { get; set; }

    public string? Notes { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    public JsonObject Metadata { get; set; } = [];
}
