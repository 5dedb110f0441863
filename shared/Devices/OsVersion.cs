namespace OneLink.Shared.Devices;

/// <summary>Step 7: the version of the system, where the user agent tells it.</summary>
internal static class OsVersion
{
    /// <summary>Safari 26 and later write <c>OS 18_x</c> for good; the system's version is then that of Safari.</summary>
    private const byte SafariThatFroze = 26;

    /// <summary>Major and minor; zeros where unknown or frozen by the browser.</summary>
    public static (byte Major, byte Minor) Read(in Sightings seen, Platform platform, ReadOnlySpan<byte> userAgent) => platform switch
    {
        Platform.Ios or Platform.IpadOs => OfApple(seen, userAgent),
        Platform.Android => IsReduced(userAgent, seen.VersionAt(VersionSlot.Android)) ? default : Number(userAgent, seen.VersionAt(VersionSlot.Android)),

        // The kernel's version: 10.0 is all that browsers say of Windows 10 and 11.
        Platform.Windows => Number(userAgent, seen.VersionAt(VersionSlot.Windows)),

        // Mac OS X 10_15_7 and CrOS 14541.0.0 are the same for everybody.
        _ => default,
    };

    private static (byte Major, byte Minor) OfApple(in Sightings seen, ReadOnlySpan<byte> userAgent)
    {
        var system = Number(userAgent, seen.VersionAt(VersionSlot.Apple));
        var safari = Number(userAgent, seen.VersionAt(VersionSlot.Browser));
        return safari.Major >= SafariThatFroze && safari.Major > system.Major ? safari : system;
    }

    /// <summary>Chrome's reduced form <c>Android 10; K</c> stands for every version.</summary>
    private static bool IsReduced(ReadOnlySpan<byte> userAgent, int at) => at > 0 && userAgent[at..].StartsWith(" 10; K)"u8);

    /// <summary>Reads <c>18_7</c>, <c>18.7</c> or <c>/18</c> behind a word; 0 where no number stands there or it is no version.</summary>
    private static (byte Major, byte Minor) Number(ReadOnlySpan<byte> text, int at)
    {
        if (at == 0 || at >= text.Length)
        {
            return default;
        }

        if (text[at] is (byte)' ' or (byte)'/' or (byte)'-')
        {
            at++;
        }

        var major = Digits(text, ref at);
        if (at >= text.Length || text[at] is not ((byte)'.' or (byte)'_'))
        {
            return (major, 0);
        }

        at++;
        return (major, Digits(text, ref at));
    }

    private static byte Digits(ReadOnlySpan<byte> text, ref int at)
    {
        var value = 0;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]) && value <= byte.MaxValue; at++)
        {
            value = (value * 10) + (text[at] - '0');
        }

        return value <= byte.MaxValue ? (byte)value : (byte)0;
    }
}
