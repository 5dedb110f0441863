using OneLink.Admin.Safety.Homographs;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>What is odd about a link although it works.</summary>
internal static class LinkWarnings
{
    public static IReadOnlyList<LinkWarning> Of(LinkContent content)
    {
        List<LinkWarning>? warnings = null;
        foreach (var (path, url) in LinkDestinations.Of(content))
        {
            // Nearly no address has an international host.
            if (url.Contains("xn--", StringComparison.OrdinalIgnoreCase) && HostScripts.Warning(DestinationUrl.HostOf(url)) is var (code, message))
            {
                (warnings ??= []).Add(new LinkWarning(path, code, message));
            }
        }

        return (IReadOnlyList<LinkWarning>?)warnings ?? [];
    }
}
