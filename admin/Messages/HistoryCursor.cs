using System.Globalization;

namespace OneLink.Admin.Messages;

/// <summary>Next to which message a page begins.</summary>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Id">Where several messages have this time, of the one; null where the time alone says it.</param>
internal readonly record struct HistoryCursor(long At, long? Id)
{
    private const char Separator = '_';

    /// <param name="text">A time, and perhaps an id behind it.</param>
    /// <param name="time">Reads the time.</param>
    /// <returns>Null for what is no cursor.</returns>
    public static HistoryCursor? Parse(string text, Func<string, long?> time)
    {
        var (at, number) = text.Split(Separator, 2) is [var before, var behind] ? (before, behind) : (text, null);
        return time(at) is not { } milliseconds ? null
            : number is null ? new HistoryCursor(milliseconds, Id: null)
            : long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new HistoryCursor(milliseconds, id)
            : null;
    }

    /// <param name="time">Writes the time.</param>
    public string ToString(Func<long, string> time) => Id is { } id ? string.Create(CultureInfo.InvariantCulture, $"{time(At)}{Separator}{id}") : time(At);
}
