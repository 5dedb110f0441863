using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Json;

/// <summary>
/// Reads single values of a JSON body. Each method answers whether the value can be used; if not, the reason is among
/// the errors. A JSON <c>null</c> is a value: it clears.
/// </summary>
internal sealed class FieldReader(FieldErrors errors)
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public FieldErrors Errors => errors;

    /// <param name="value">JSON value.</param>
    /// <param name="path">Its field path, for errors.</param>
    /// <param name="maxLength">In UTF-16 code units.</param>
    /// <param name="text">Null where JSON says null.</param>
    public bool Text(JsonElement value, string path, int maxLength, out string? text)
    {
        text = null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Refuse(path, $"must be a string, but is {Name(value.ValueKind)}.");
        }

        if (Decode(value) is not { } decoded)
        {
            return Refuse(path, "holds half of a surrogate pair, which is no character; send valid Unicode.");
        }

        if (decoded.Length > maxLength)
        {
            return Refuse(path, string.Create(CultureInfo.InvariantCulture, $"must have at most {maxLength} characters, but has {decoded.Length}."));
        }

        if (decoded.AsSpan().IndexOf('\0') >= 0)
        {
            return Refuse(path, "must not hold NUL characters.");
        }

        text = decoded;
        return true;
    }

    public bool Flag(JsonElement value, string path, out bool? flag)
    {
        flag = value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
        return flag is not null || value.ValueKind == JsonValueKind.Null
            || Refuse(path, $"must be true or false, but is {Name(value.ValueKind)}.");
    }

    public bool Number(JsonElement value, string path, int min, int max, out int? number)
    {
        number = null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            return Refuse(path, $"must be a number, but is {Name(value.ValueKind)}.");
        }

        if (!value.TryGetInt32(out var parsed) || parsed < min || parsed > max)
        {
            return Refuse(path, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}."));
        }

        number = parsed;
        return true;
    }

    /// <summary>An RFC 3339 time with its offset; kept to the millisecond, in UTC.</summary>
    public bool Time(JsonElement value, string path, out DateTimeOffset? time)
    {
        time = null;
        if (!Text(value, path, maxLength: 64, out var text))
        {
            return false;
        }

        if (text is null)
        {
            return true;
        }

        if (!TryParseTime(text, out var parsed))
        {
            return Refuse(path, "must be an RFC 3339 time such as 2027-01-31T12:00:00Z.");
        }

        time = parsed;
        return true;
    }

    /// <summary>Whether the value is an object; <c>null</c> is not.</summary>
    public bool IsObject(JsonElement value, string path)
        => value.ValueKind == JsonValueKind.Object || Refuse(path, $"must be an object, but is {Name(value.ValueKind)}.");

    /// <summary>Whether the value is an array; <c>null</c> is not.</summary>
    public bool IsArray(JsonElement value, string path)
        => value.ValueKind == JsonValueKind.Array || Refuse(path, $"must be an array, but is {Name(value.ValueKind)}.");

    private void Unknown(string path, string name, ReadOnlySpan<string> known)
        => Refuse(path, ClosestName.To(name, known) is { } closest ? $"is not a known field; did you mean \"{closest}\"?" : "is not a known field.");

    /// <summary>
    /// The members of an object which are known and given once; anything else becomes an error. A name twice would leave
    /// open which one is meant, and parsers differ in their answer.
    /// </summary>
    /// <param name="value">A JSON object.</param>
    /// <param name="prefix">Put before the names in error paths: empty, or ending in a dot.</param>
    /// <param name="known">At most 64 names.</param>
    public IEnumerable<(string Name, JsonElement Value)> Members(JsonElement value, string prefix, string[] known)
    {
        ulong seen = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (JsonNames.Of(member) is not { } name)
            {
                Refuse(prefix + "?", "has a name that holds half of a surrogate pair, which is no character; send valid Unicode.");
                continue;
            }

            var index = Array.IndexOf(known, name);
            if (index < 0)
            {
                Unknown(prefix + name, name, known);
            }
            else if ((seen & (1UL << index)) != 0)
            {
                Refuse(prefix + name, "is given more than once.");
            }
            else
            {
                seen |= 1UL << index;
                yield return (name, member.Value);
            }
        }
    }

    /// <summary>Adds the error; returns false, so that a reader can end with it.</summary>
    public bool Refuse(string path, string message)
    {
        errors.Add(path, message);
        return false;
    }

    public static bool TryParseTime(string text, out DateTimeOffset time)
    {
        // RFC 3339 allows small letters; without an offset the instant would depend on this machine's time zone.
        var upper = text.ToUpperInvariant();
        var hasOffset = upper.EndsWith('Z') || (upper.Length > 6 && upper[^6] is '+' or '-');
        time = default;
        if (!hasOffset || !DateTimeOffset.TryParseExact(upper, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeMilliseconds(parsed.ToUnixTimeMilliseconds());
        return true;
    }

    // Null for an escape such as \ud800 alone: valid JSON that names no character.
    private static string? Decode(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
