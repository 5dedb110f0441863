using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links;

/// <summary>What a platform changes about a link.</summary>
internal sealed record LinkPlatform
{
    /// <summary>Not set: the link's own. Null: deep linking is off for this platform.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText DeepLinkPath { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FallbackUrl { get; init; }

    /// <summary>Android package name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Package { get; init; }

    [JsonIgnore]
    public bool IsEmpty => !DeepLinkPath.IsSet && FallbackUrl is null && Package is null;
}
