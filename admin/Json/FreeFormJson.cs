using System.Text.Json;

namespace OneLink.Admin.Json;

/// <summary>Checks JSON whose members are the caller's own: what cannot be kept and returned unchanged is refused.</summary>
internal static class FreeFormJson
{
    /// <returns>What is wrong, as the end of a sentence that the field's name begins, or null.</returns>
    public static string? Error(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return ObjectError(value);
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(Error).FirstOrDefault(error => error is not null);
            case JsonValueKind.String:
                return IsText(value) ? null : "holds a text with half of a surrogate pair.";
            default:
                return null;
        }
    }

    private static string? ObjectError(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (JsonNames.Of(member) is not { } name)
            {
                return "holds a name with half of a surrogate pair.";
            }

            if (!names.Add(name))
            {
                return $"holds the name \"{name}\" more than once in one object.";
            }

            if (Error(member.Value) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static bool IsText(JsonElement value)
    {
        try
        {
            _ = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
