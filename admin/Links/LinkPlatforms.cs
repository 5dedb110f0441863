using OneLink.Shared.Feed;

namespace OneLink.Admin.Links;

/// <summary>The platform names of the API, in the order in which they are shown, and as published.</summary>
internal static class LinkPlatforms
{
    public static string[] Names { get; } = ["ios", "ipados", "android", "windows", "macos", "linux", "chromeos", "desktop", "other"];

    public static IReadOnlyDictionary<string, LinkPlatform> None { get; } = new Dictionary<string, LinkPlatform>(StringComparer.Ordinal);

    public static TargetPlatform ToTarget(string name) => name switch
    {
        "ios" => TargetPlatform.Ios,
        "ipados" => TargetPlatform.Ipados,
        "android" => TargetPlatform.Android,
        "windows" => TargetPlatform.Windows,
        "macos" => TargetPlatform.Macos,
        "linux" => TargetPlatform.Linux,
        "chromeos" => TargetPlatform.Chromeos,
        "desktop" => TargetPlatform.Desktop,
        "other" => TargetPlatform.Other,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No platform of the API."),
    };

    /// <summary>With one platform set, or removed where <paramref name="platform"/> says nothing; in the order of <see cref="Names"/>.</summary>
    public static IReadOnlyDictionary<string, LinkPlatform> With(
        IReadOnlyDictionary<string, LinkPlatform> platforms, string name, LinkPlatform? platform)
    {
        var result = new Dictionary<string, LinkPlatform>(StringComparer.Ordinal);
        foreach (var candidate in Names)
        {
            var value = string.Equals(candidate, name, StringComparison.Ordinal) ? platform : platforms.GetValueOrDefault(candidate);
            if (value is { IsEmpty: false })
            {
                result.Add(candidate, value);
            }
        }

        return result;
    }
}
