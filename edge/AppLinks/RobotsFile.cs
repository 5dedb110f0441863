using OneLink.Shared.Feed;

namespace OneLink.Edge.AppLinks;

/// <summary><c>robots.txt</c> of a domain (RFC 9309). Short links are kept from crawlers unless the domain lets them in.</summary>
internal static class RobotsFile
{
    public static byte[] Write(DomainDocument domain)
    {
        if (domain.RobotsAllow)
        {
            return "User-agent: *\nAllow: /\n"u8.ToArray();
        }

        // Android fetches assetlinks.json as crawlers fetch, and heeds this file.
        return domain.Apple is null && domain.Android is null
            ? "User-agent: *\nDisallow: /\n"u8.ToArray()
            : "User-agent: *\nAllow: /.well-known/\nDisallow: /\n"u8.ToArray();
    }
}
