using System.Text.Json;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Rules;

/// <summary>Names of rules and variants: what stats group by.</summary>
internal static class RuleNames
{
    /// <returns>Null where it says null, or cannot be used and the reason is among the errors.</returns>
    public static string? Read(FieldReader fields, JsonElement value, string path, int maxLength)
    {
        if (!fields.Text(value, path, maxLength, out var text) || text is null)
        {
            return null;
        }

        if (!string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl))
        {
            return text;
        }

        fields.Refuse(path, "must be a text without control characters.");
        return null;
    }
}
