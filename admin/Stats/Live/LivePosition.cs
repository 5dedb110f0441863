using System.Globalization;

namespace OneLink.Admin.Stats.Live;

/// <summary>The id of an event: when the click arrived and which one it was. What <c>Last-Event-ID</c> brings back.</summary>
internal readonly record struct LivePosition(DateTimeOffset ReceivedAt, Guid ClickId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt.ToUnixTimeMilliseconds()}-{ClickId:N}");

    public static LivePosition? Parse(string text)
        => text.Split('-') is [var time, var id]
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && Guid.TryParseExact(id, "N", out var click)
                ? new LivePosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), click)
                : null;
}
