using OneLink.Shared.Clicks;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>Paths that are never slugs, and paths that only scanners ask for.</summary>
internal static class ReservedPath
{
    /// <summary>Whether a path is answered by the edge itself: browsers and crawlers fetch these unasked, and they are never clicks.</summary>
    /// <param name="path">Raw path behind the first slash.</param>
    /// <param name="page">What answers it.</param>
    public static bool Matches(ReadOnlySpan<byte> path, out RedirectPage page)
    {
        page = RedirectPage.NotFound;
        if (path.IsEmpty)
        {
            return false;
        }

        switch (path[0])
        {
            case (byte)'r' when path.SequenceEqual("robots.txt"u8):
                page = RedirectPage.Robots;
                return true;
            case (byte)'f':
                return path.SequenceEqual("favicon.ico"u8);
            case (byte)'s':
                return path.SequenceEqual("sitemap.xml"u8);
            case (byte)'a' when path.SequenceEqual("apple-app-site-association"u8):
                page = RedirectPage.AppleApps;
                return true;
            case (byte)'.' when path.StartsWith(".well-known/"u8):
                ReadOnlySpan<byte> file = path[".well-known/".Length..];
                page = file.SequenceEqual("apple-app-site-association"u8) ? RedirectPage.AppleApps
                    : file.SequenceEqual("assetlinks.json"u8) ? RedirectPage.AndroidApps
                    : RedirectPage.NotFound;
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Whether an unknown path is one that vulnerability scanners try (<c>/.env</c>, <c>/wp-login.php</c>): answered like any
    /// other unknown path and recorded nowhere.
    /// </summary>
    public static bool IsScan(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<byte> last = path[(path.LastIndexOf((byte)'/') + 1)..];
        int dot = last.LastIndexOf((byte)'.');
        ReadOnlySpan<byte> extension = dot < 0 ? default : last[(dot + 1)..];
        return path[0] == (byte)'.'
            || (!last.IsEmpty && last[0] == (byte)'.')
            || path.StartsWith("wp-"u8)
            || extension.SequenceEqual("php"u8)
            || extension.SequenceEqual("php7"u8)
            || extension.SequenceEqual("asp"u8)
            || extension.SequenceEqual("aspx"u8)
            || extension.SequenceEqual("jsp"u8)
            || extension.SequenceEqual("cgi"u8)
            || extension.SequenceEqual("env"u8);
    }

    /// <summary>The orphan kind of a path that reached no link.</summary>
    public static OrphanKind OrphanOf(ReadOnlySpan<byte> path) => path.IsEmpty ? OrphanKind.Root : OrphanKind.UnknownSlug;
}
