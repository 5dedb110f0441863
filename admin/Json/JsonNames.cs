using System.Text.Json;

namespace OneLink.Admin.Json;

/// <summary>Names of JSON members, some of which are valid JSON and yet no text.</summary>
internal static class JsonNames
{
    /// <summary>The name, or null for one with an escape such as <c>\ud800</c> alone.</summary>
    public static string? Of(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
