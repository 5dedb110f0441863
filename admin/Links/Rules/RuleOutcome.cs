using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Rules;

/// <summary>Where a rule sends its visitors. Not set: as without the rule; null: none.</summary>
internal sealed record RuleOutcome
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText DeepLinkPath { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OptionalText FallbackUrl { get; init; }

    /// <summary>Instead of the link's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LinkVariant>? Variants { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Url is null && !DeepLinkPath.IsSet && !FallbackUrl.IsSet && Variants is null;
}
