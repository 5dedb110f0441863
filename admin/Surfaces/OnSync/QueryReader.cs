using System.Globalization;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>Reads a query string; what cannot be used is among the issues.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public OnSyncIssues Issues { get; } = new();

    /// <returns>Null where there is none, or it is empty.</returns>
    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>How many are asked for at most.</summary>
    public int Limit(int usual, int maximum)
    {
        const string Name = "limit";
        if (Text(Name) is not { } text)
        {
            return usual;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit))
        {
            Issues.WrongType([Name], "number", "nan");
        }
        else if (limit < 1)
        {
            Issues.TooSmall([Name], 1, ("Number must be greater than or equal to", ""));
        }
        else if (limit > maximum)
        {
            Issues.TooBig([Name], maximum, ("Number must be less than or equal to", ""));
        }

        return Math.Clamp(limit, 1, maximum);
    }

    /// <summary>An RFC 3339 time, in Unix milliseconds.</summary>
    public long? Time(string name)
    {
        // A plus in a query is a space to most readers.
        if (Text(name)?.Replace(' ', '+') is not { } text)
        {
            return null;
        }

        if (FieldReader.TryParseTime(text, out var time))
        {
            return time.ToUnixTimeMilliseconds();
        }

        Issues.WrongText([name], "datetime", "Invalid datetime: RFC 3339 is expected, such as 2027-01-31T12:00:00Z");
        return null;
    }
}
