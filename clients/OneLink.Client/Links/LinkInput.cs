using System.Text.Json.Nodes;

namespace OneLink.Client.Links;

/// <summary>A link to make. What is left out gets its default.</summary>
public sealed record LinkInput
{
    /// <summary>Where it leads: an absolute http or https URL.</summary>
    public required string Url { get; init; }

    /// <summary>Generated where left out.</summary>
    public string? Slug { get; init; }

    /// <summary>The account's default where left out.</summary>
    public string? Domain { get; init; }

    /// <summary>URI that opens the app.</summary>
    public string? DeepLinkPath { get; init; }

    /// <summary>By platform name: <c>ios</c>, <c>ipados</c>, <c>android</c>, <c>windows</c>, <c>macos</c>, <c>linux</c>, <c>chromeos</c>, <c>desktop</c>, <c>other</c>.</summary>
    public IReadOnlyDictionary<string, LinkPlatform>? Platforms { get; init; }

    /// <summary>The first that holds decides.</summary>
    public IReadOnlyList<LinkRule>? Rules { get; init; }

    /// <summary>Two to ten.</summary>
    public IReadOnlyList<LinkVariant>? Variants { get; init; }

    public DateTimeOffset? VariantsFrom { get; init; }

    public DateTimeOffset? VariantsUntil { get; init; }

    public LinkBrand? Brand { get; init; }

    public LinkUtm? Utm { get; init; }

    /// <summary>301, 302, 307 or 308.</summary>
    public int? RedirectStatus { get; init; }

    public bool? ForwardQuery { get; init; }

    public bool? ForwardPath { get; init; }

    public bool? Indexable { get; init; }

    /// <summary>Whether Safari on a Mac is asked if it is an iPad.</summary>
    public bool? ProbeIpad { get; init; }

    public DateTimeOffset? ActiveFrom { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? ExpiredUrl { get; init; }

    /// <summary>People let through.</summary>
    public int? MaxClicks { get; init; }

    /// <summary>Never shown again.</summary>
    public string? Password { get; init; }

    public bool? Enabled { get; init; }

    public string? Title { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Your own id, unique in the account.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Yours.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>Random characters of a generated slug.</summary>
    public int? SlugLength { get; init; }

    /// <summary>Beginning of a generated slug.</summary>
    public string? SlugPrefix { get; init; }
}
