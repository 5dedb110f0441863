using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OneLink.Admin.Automation.Texts;

/// <summary>
/// Fills the places in what rules and macros write: <c>{{contact.first_name}}</c>. In one pass, so that what a contact is
/// called fills no places itself; what names nothing known stays as it was written.
/// </summary>
internal static partial class Placeholders
{
    /// <summary>Members of a link that are addresses: there a value is one part of it, whatever it holds.</summary>
    private static readonly HashSet<string> Addresses =
        new(["url", "fallbackUrl", "deepLinkPath", "expiredUrl", "imageUrl", "logoUrl"], StringComparer.Ordinal);

    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
        => Place().Replace(text, match => values.GetValueOrDefault(match.Groups["name"].Value, match.Value));

    /// <summary>A copy with all texts filled.</summary>
    public static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, string> values, string member = "") => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Fill(field.Value, values, field.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => Fill(item, values, member))]),
        JsonValue value when value.TryGetValue(out string? text) => Addresses.Contains(member) ? FillAddress(text, values) : Fill(text, values),
        _ => node?.DeepClone(),
    };

    private static string FillAddress(string text, IReadOnlyDictionary<string, string> values)
        => Place().Replace(text, match => values.TryGetValue(match.Groups["name"].Value, out var value) ? Uri.EscapeDataString(value) : match.Value);

    [GeneratedRegex(@"\{\{\s*(?<name>[a-z_.]+)\s*\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Place();
}
