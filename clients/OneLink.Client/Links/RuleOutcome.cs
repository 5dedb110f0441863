using System.Text.Json.Serialization;
using OneLink.Client.Json;

namespace OneLink.Client.Links;

/// <summary>Where a rule sends its visitors. Not there: as without the rule; null: none.</summary>
public sealed record RuleOutcome
{
    public string? Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText DeepLinkPath { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText FallbackUrl { get; init; }

    /// <summary>Instead of the link's.</summary>
    public IReadOnlyList<LinkVariant>? Variants { get; init; }
}
