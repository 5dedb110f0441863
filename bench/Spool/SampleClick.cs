using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Bench.Spool;

/// <summary>A person's click as they come: a referrer, a language, a campaign; 134 bytes as a record.</summary>
internal static class SampleClick
{
    private const int Links = 10_000;

    public static ClickRecord Of(ulong number) => Of(number, 1_800_000_000_000 + (long)(number / 30));

    public static ClickRecord Of(ulong number, long unixTimeMs) => new()
    {
        IdHigh = ((ulong)unixTimeMs << 16) | 0x7000 | (number >> 52),
        IdLow = (number & 0x000FFFFFFFFFFFFF) | 0x8000000000000000,
        UnixTimeMs = unixTimeMs,
        LinkId = 1 + (number * 0x9E3779B97F4A7C15 % Links),
        AccountId = 1,
        DomainId = 1,
        Visitor = number * 0xD6E8FEB86659FD93,
        Kind = ClickKind.Human,
        Destination = DestinationKind.Url,
        Device = new DeviceInfo(Platform.Ios, DeviceClass.Mobile, BrowserFamily.Safari, InAppBrowser.None, BotKind.None, 18, 2),
        Status = 302,
        Country = 'D' | ('E' << 8),
        Language = "de"u8,
        Referrer = "instagram.com"u8,
        Variant = "A"u8,
        Utm = "\u0006social\u0004paid\u0006summer\0\0"u8,
    };
}
