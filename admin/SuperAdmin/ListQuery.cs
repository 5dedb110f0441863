using System.Globalization;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.SuperAdmin;

/// <summary>
/// The parameters of a list: <c>limit</c>, <c>cursor</c> and the list's own filters. What is wrong with one is said of it by
/// name, and so is one that the list does not know. An empty one counts as left out, as forms send them.
/// </summary>
internal sealed class ListQuery
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    private const string LimitName = "limit";
    private const string CursorName = "cursor";
    private const int MaxText = 200;

    private readonly IQueryCollection _given;

    /// <param name="given">The request's.</param>
    /// <param name="filters">Names that the list knows besides.</param>
    public ListQuery(IQueryCollection given, params string[] filters)
    {
        _given = given;
        string[] known = [LimitName, CursorName, .. filters];
        foreach (var (name, values) in given)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                Errors.Add(name, ClosestName.To(name, known) is { } closest ? $"is not a known parameter; did you mean \"{closest}\"?" : "is not a known parameter.");
            }
            else if (values.Count != 1)
            {
                Errors.Add(name, "is given more than once.");
            }
        }

        Limit = (int)(Number(LimitName, 1, MaxLimit) ?? DefaultLimit);
    }

    public FieldErrors Errors { get; } = new();

    public int Limit { get; }

    /// <summary>Where the page before ended, as numbers that are separated by dots; null for the first page.</summary>
    /// <param name="parts">How many.</param>
    public long[]? Cursor(int parts)
    {
        if (Text(CursorName) is not { } text)
        {
            return null;
        }

        var numbers = new List<long>();
        foreach (var part in text.Split('.'))
        {
            if (long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        if (numbers.Count == parts && text.Count(letter => letter == '.') == parts - 1)
        {
            return [.. numbers];
        }

        Errors.Add(CursorName, "is not a cursor of this list; use nextCursor of the page before.");
        return null;
    }

    /// <summary>The id behind which a list by falling ids goes on.</summary>
    public long Before => Cursor(1) is [var id] ? id : long.MaxValue;

    public string? Text(string name)
    {
        var text = _given[name].ToString().Trim();
        if (text.Length > MaxText)
        {
            Errors.Add(name, $"must have at most {MaxText} characters.");
        }

        return text.Length is > 0 and <= MaxText ? text : null;
    }

    public long? Number(string name, long min = 1, long max = long.MaxValue)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Errors.Add(name, max == long.MaxValue
            ? "must be a whole number."
            : string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}."));
        return null;
    }

    public string? OneOf(string name, IReadOnlyList<string> values)
    {
        var text = Text(name);
        if (text is null || values.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Errors.Add(name, $"must be one of {string.Join(", ", values)}.");
        return null;
    }

    /// <returns>Unix milliseconds.</returns>
    public long? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (FieldReader.TryParseTime(text, out var time))
        {
            return time.ToUnixTimeMilliseconds();
        }

        Errors.Add(name, "must be an RFC 3339 time such as 2027-01-31T12:00:00Z.");
        return null;
    }
}
