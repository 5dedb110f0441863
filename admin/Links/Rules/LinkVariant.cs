using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Rules;

/// <summary>A share of the visitors and where it goes. Not set: as without variants; null: none.</summary>
internal sealed record LinkVariant
{
    /// <summary>As stats show it; unique within its list.</summary>
    public required string Name { get; init; }

    /// <summary>1 to 10,000, relative to the others.</summary>
    public required int Weight { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText DeepLinkPath { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText FallbackUrl { get; init; }
}
