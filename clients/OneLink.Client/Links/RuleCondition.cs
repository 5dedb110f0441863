using System.Text.Json.Nodes;

namespace OneLink.Client.Links;

/// <summary>Everything that is there must hold; of a list, one value.</summary>
public sealed record RuleCondition
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public IReadOnlyList<string>? Country { get; init; }

    /// <summary>ISO 3166-2.</summary>
    public IReadOnlyList<string>? Region { get; init; }

    public IReadOnlyList<string>? Language { get; init; }

    public IReadOnlyList<string>? Platform { get; init; }

    public IReadOnlyList<string>? DeviceClass { get; init; }

    /// <summary>A version or comparisons: <c>&gt;=17</c>.</summary>
    public string? OsVersion { get; init; }

    public IReadOnlyList<string>? Browser { get; init; }

    public IReadOnlyList<string>? InApp { get; init; }

    /// <summary>By parameter: a text, or <c>true</c> for any value.</summary>
    public JsonObject? Query { get; init; }

    /// <summary>Addresses, ranges, or IPv4 with free octets.</summary>
    public IReadOnlyList<string>? Ip { get; init; }

    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether an inbox is open: within its hours, with an agent online.</summary>
    public InboxCondition? Inbox { get; init; }
}
