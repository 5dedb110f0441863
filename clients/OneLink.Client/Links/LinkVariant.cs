using System.Text.Json.Serialization;
using OneLink.Client.Json;

namespace OneLink.Client.Links;

/// <summary>A share of the visitors and where it goes. Not there: as without variants; null: none.</summary>
public sealed record LinkVariant
{
    public string? Name { get; init; }

    /// <summary>1 to 10,000, relative to the others.</summary>
    public required int Weight { get; init; }

    public string? Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText DeepLinkPath { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText FallbackUrl { get; init; }
}
