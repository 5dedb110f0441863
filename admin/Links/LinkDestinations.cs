using OneLink.Admin.Links.Rules;

namespace OneLink.Admin.Links;

/// <summary>Every web address that a link may send somebody to, with the path of its field.</summary>
internal static class LinkDestinations
{
    public static IEnumerable<(string Path, string Url)> Of(LinkContent content)
        => All(content).Where(place => place.Url is not null && IsWeb(place.Url)).Select(place => (place.Path, place.Url!));

    public static IEnumerable<string> UrlsOf(LinkContent content) => Of(content).Select(place => place.Url);

    private static IEnumerable<(string Path, string? Url)> All(LinkContent content)
    {
        yield return ("url", content.Url);
        yield return ("deepLinkPath", content.DeepLinkPath);
        yield return ("expiredUrl", content.ExpiredUrl);
        foreach (var (name, platform) in content.Platforms)
        {
            yield return ($"platforms.{name}.fallbackUrl", platform.FallbackUrl);
            yield return ($"platforms.{name}.deepLinkPath", platform.DeepLinkPath.Value);
        }

        foreach (var place in OfVariants("variants", content.Variants))
        {
            yield return place;
        }

        foreach (var (index, rule) in content.Rules.Index())
        {
            var path = $"rules[{index}].then";
            yield return (path + ".url", rule.Then.Url);
            yield return (path + ".fallbackUrl", rule.Then.FallbackUrl.Value);
            yield return (path + ".deepLinkPath", rule.Then.DeepLinkPath.Value);
            foreach (var place in OfVariants(path + ".variants", rule.Then.Variants ?? []))
            {
                yield return place;
            }
        }
    }

    private static IEnumerable<(string Path, string? Url)> OfVariants(string path, IReadOnlyList<LinkVariant> variants)
    {
        foreach (var (index, variant) in variants.Index())
        {
            yield return ($"{path}[{index}].url", variant.Url);
            yield return ($"{path}[{index}].fallbackUrl", variant.FallbackUrl.Value);
            yield return ($"{path}[{index}].deepLinkPath", variant.DeepLinkPath.Value);
        }
    }

    /// <summary>Universal links are web addresses too, and were held to the same rules when they were read.</summary>
    public static bool IsWeb(string url)
        => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
