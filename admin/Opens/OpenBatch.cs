using System.Globalization;

namespace OneLink.Admin.Opens;

/// <summary>Clicks of opened apps that are sent together. Its text names it in the database, and in ClickHouse as a token.</summary>
/// <param name="First">Id of its first click.</param>
/// <param name="Host">Mark of the ClickHouse host that alone may get it; 0 where all share tokens.</param>
internal sealed record OpenBatch(string First, uint Host)
{
    private const char Separator = '@';

    public static OpenBatch Parse(string text)
        => text.Split(Separator) is [var first, var host] && uint.TryParse(host, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mark)
            ? new OpenBatch(first, mark)
            : new OpenBatch(text, 0);

    public override string ToString() => Host == 0 ? First : string.Create(CultureInfo.InvariantCulture, $"{First}{Separator}{Host:x8}");
}
