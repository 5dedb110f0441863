using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>A place in a list of clicks as clients hold it: opaque, checked when it comes back.</summary>
internal static class ClickCursor
{
    private const char Separator = '.';

    public static string Format(ClickPosition position)
        => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{position.Time.ToUnixTimeMilliseconds()}{Separator}{position.Id:N}")));

    public static ClickPosition? Parse(string text, FieldErrors errors)
    {
        if (Base64Url.IsValid(text)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(Separator) is [var time, var id]
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds < SeriesCalendar.Latest.ToUnixTimeMilliseconds()
            && Guid.TryParseExact(id, "N", out var click))
        {
            return new ClickPosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), click);
        }

        errors.Add("cursor", "is not a cursor of this list; use nextCursor of the page before.");
        return null;
    }
}
