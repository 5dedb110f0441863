using System.Globalization;

namespace OneLink.Admin.Channels.Sending;

/// <summary>The key of a part: the message's, and behind the first part its number.</summary>
internal static class DeliveryKeys
{
    private const char Separator = '.';

    public static string OfPart(string key, int part) => part == 0 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}{Separator}{part}");

    /// <returns>The message's key, and which part it is; of what is no key of ours, part 0.</returns>
    public static (string Key, int Part) Parse(string text)
        => text.Split(Separator) is [var key, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? (key, part) : (text, 0);
}
