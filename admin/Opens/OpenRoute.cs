using System.Text;
using OneLink.Admin.Links;
using OneLink.Shared.Devices;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Opens;

/// <summary>What of a link an opening goes by: its rule, its variant, and where in the app that leads.</summary>
/// <param name="Rule">Name; empty for none.</param>
/// <param name="Variant">Name; empty for none.</param>
internal sealed record OpenRoute(string Rule, string Variant)
{
    /// <summary>What the link would answer to this visitor now.</summary>
    /// <returns>Null where the link is not in force, or asks for a password first.</returns>
    public static OpenRoute? Of(CompiledLink link, scoped in LinkVisit visit)
    {
        if (!LinkRouter.Admits(link, default, visit, out _))
        {
            return null;
        }

        var decision = LinkRouter.Route(link, visit, new RouteBuffers());
        return new OpenRoute(Encoding.UTF8.GetString(decision.Rule), Encoding.UTF8.GetString(decision.Variant));
    }

    /// <summary>The first level that names a deep link: rule, variant, platform, link.</summary>
    public string? DeepLinkOf(LinkContent content, string platform)
    {
        var then = content.Rules.FirstOrDefault(rule => string.Equals(rule.Name, Rule, StringComparison.Ordinal))?.Then;
        if (then is { DeepLinkPath.IsSet: true })
        {
            return then.DeepLinkPath.Value;
        }

        var variant = (then?.Variants ?? content.Variants).FirstOrDefault(candidate => string.Equals(candidate.Name, Variant, StringComparison.Ordinal));
        if (variant is { DeepLinkPath.IsSet: true })
        {
            return variant.DeepLinkPath.Value;
        }

        foreach (var level in LevelsOf(platform))
        {
            if (content.Platforms.GetValueOrDefault(level) is { DeepLinkPath.IsSet: true } entry)
            {
                return entry.DeepLinkPath.Value;
            }
        }

        return content.DeepLinkPath;
    }

    /// <summary>The entries that hold for a platform, nearest first.</summary>
    private static string[] LevelsOf(string platform)
        => string.Equals(platform, Platform.IpadOs.Name(), StringComparison.Ordinal) ? [platform, Platform.Ios.Name()]
            : platform is "windows" or "macos" or "linux" or "chromeos" ? [platform, "desktop"]
            : [platform];
}
