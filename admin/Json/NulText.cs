using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Json;

/// <summary>
/// Texts with a NUL character, which PostgreSQL cannot keep and no reader expects: refused where requests are read, whatever
/// the database, and the field is named.
/// </summary>
internal static class NulText
{
    private const string Message = "must not hold a NUL character.";

    /// <param name="json">Valid JSON, in which a NUL can only be escaped.</param>
    public static bool MayBeIn(ReadOnlySpan<byte> json) => json.IndexOf("\\u0000"u8) >= 0;

    /// <summary>The problem to answer with; null where no name and no text has one.</summary>
    public static Problem? ProblemOf(JsonElement root)
    {
        return PathIn(root, "") is { } path ? ProblemOf(path) : null;
    }

    /// <param name="path">Of the field.</param>
    public static Problem ProblemOf(string path)
    {
        var errors = new FieldErrors();
        errors.Add(path, Message);
        return KnownProblems.InvalidFields(errors) with { Detail = path.Length == 0 ? "A text " + Message : $"{path} {Message}" };
    }

    /// <summary>Refuses a request whose query has one. A path with one does not get here: Kestrel refuses it.</summary>
    public static Task RefuseQueryAsync(HttpContext context, RequestDelegate next)
    {
        var query = context.Request.QueryString.Value;
        if (query is not null && query.Contains("%00", StringComparison.Ordinal))
        {
            foreach (var (name, values) in context.Request.Query)
            {
                if (name.Contains('\0', StringComparison.Ordinal) || values.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true))
                {
                    throw new NulTextException(name.Replace("\0", "\\0", StringComparison.Ordinal));
                }
            }
        }

        return next(context);
    }

    private static string? PathIn(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(member => PathIn(member, path)).FirstOrDefault(found => found is not null),
        JsonValueKind.Array => value.EnumerateArray()
            .Select((element, index) => PathIn(element, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.String when Holds(value) => path,
        _ => null,
    };

    private static string? PathIn(JsonProperty member, string path)
    {
        // Half of a surrogate pair in a name is another's to tell of.
        if (JsonNames.Of(member) is not { } name)
        {
            return null;
        }

        var own = (path.Length == 0 ? "" : path + ".") + name.Replace("\0", "\\0", StringComparison.Ordinal);
        return name.Contains('\0', StringComparison.Ordinal) ? own : PathIn(member.Value, own);
    }

    private static bool Holds(JsonElement text)
    {
        try
        {
            return text.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is refused by who reads the field.
            return false;
        }
    }
}
