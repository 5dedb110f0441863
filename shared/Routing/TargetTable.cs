using OneLink.Shared.Devices;
using OneLink.Shared.Feed;

namespace OneLink.Shared.Routing;

/// <summary>
/// Resolves a link's platforms field by field: each of fallback, deep link and package comes from the first level that
/// names it: the platform's own entry, the entry it falls to (iPadOS to iOS, desktop systems to <c>desktop</c>), the link.
/// </summary>
internal sealed class TargetTable
{
    private readonly List<string> _strings = [];
    private readonly byte[] _rows = new byte[CompiledLink.TargetRows * CompiledLink.TargetRowBytes];

    public TargetTable(LinkDocument document)
    {
        foreach (Platform platform in Enum.GetValues<Platform>())
        {
            PlatformTarget?[] levels = [Find(document, OwnEntry(platform)), Find(document, SharedEntry(platform))];
            string deepLink = First(levels, static t => t.HasDeepLinkPath ? t.DeepLinkPath : null) ?? document.DeepLinkPath;
            Span<byte> row = _rows.AsSpan((int)platform * CompiledLink.TargetRowBytes);
            row[0] = IndexOf(First(levels, static t => t.HasFallbackUrl ? t.FallbackUrl : null) ?? "");
            row[1] = IsDeepLinked(platform) ? IndexOf(deepLink) : (byte)0;
            row[2] = platform == Platform.Android ? IndexOf(First(levels, static t => t.Package.Length > 0 ? t.Package : null) ?? "") : (byte)0;
        }
    }

    /// <summary>Three string indexes for each <see cref="Platform"/>; 0 is none, others count from 1.</summary>
    public ReadOnlySpan<byte> Rows => _rows;

    /// <summary>At most three for each of eight platforms.</summary>
    public IReadOnlyList<string> Strings => _strings;

    /// <summary>Whether no platform changes anything.</summary>
    public bool IsEmpty => _strings.Count == 0;

    /// <summary>Apps are opened where taps reach them: on phones and tablets (api/links contract, "Link").</summary>
    private static bool IsDeepLinked(Platform platform) => platform is Platform.Ios or Platform.IpadOs or Platform.Android;

    private static TargetPlatform OwnEntry(Platform platform) => platform switch
    {
        Platform.Ios => TargetPlatform.Ios,
        Platform.IpadOs => TargetPlatform.Ipados,
        Platform.Android => TargetPlatform.Android,
        Platform.Windows => TargetPlatform.Windows,
        Platform.MacOs => TargetPlatform.Macos,
        Platform.Linux => TargetPlatform.Linux,
        Platform.ChromeOs => TargetPlatform.Chromeos,
        _ => TargetPlatform.Other,
    };

    private static TargetPlatform SharedEntry(Platform platform) => platform switch
    {
        Platform.IpadOs => TargetPlatform.Ios,
        Platform.Windows or Platform.MacOs or Platform.Linux or Platform.ChromeOs => TargetPlatform.Desktop,
        _ => TargetPlatform.Unspecified,
    };

    private static PlatformTarget? Find(LinkDocument document, TargetPlatform platform)
        => platform == TargetPlatform.Unspecified ? null : document.Platforms.FirstOrDefault(t => t.Platform == platform);

    private static string? First(PlatformTarget?[] levels, Func<PlatformTarget, string?> field)
    {
        foreach (PlatformTarget? level in levels)
        {
            if (level is not null && field(level) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private byte IndexOf(string value)
    {
        if (value.Length == 0)
        {
            return 0;
        }

        int known = _strings.IndexOf(value);
        if (known < 0)
        {
            known = _strings.Count;
            _strings.Add(value);
        }

        return (byte)(known + 1);
    }
}
