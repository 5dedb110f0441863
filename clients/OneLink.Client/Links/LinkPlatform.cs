using System.Text.Json.Serialization;
using OneLink.Client.Json;

namespace OneLink.Client.Links;

/// <summary>What a platform changes about a link.</summary>
public sealed record LinkPlatform
{
    /// <summary>Not there: the link's own. Null: deep linking is off for this platform.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText DeepLinkPath { get; init; }

    /// <summary>Where a visitor without the app goes.</summary>
    public string? FallbackUrl { get; init; }

    /// <summary>Android package name.</summary>
    public string? Package { get; init; }
}
