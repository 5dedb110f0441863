using System.Text;
using OneLink.Shared.Feed;

namespace OneLink.Edge.AppLinks;

/// <summary><c>robots.txt</c> of a domain (RFC 9309). Short links are kept from crawlers unless the domain lets them in, or the link is indexable.</summary>
internal static class RobotsFile
{
    public static byte[] Write(DomainDocument domain)
    {
        if (domain.RobotsAllow)
        {
            return "User-agent: *\nAllow: /\n"u8.ToArray();
        }

        var file = new StringBuilder("User-agent: *\n");
        if (domain.Apple is not null || domain.Android is not null)
        {
            // Android fetches assetlinks.json as crawlers fetch, and heeds this file.
            file.Append("Allow: /.well-known/\n");
        }

        foreach (string path in domain.IndexablePaths)
        {
            file.Append("Allow: ").Append(path).Append('\n');
        }

        return Encoding.ASCII.GetBytes(file.Append("Disallow: /\n").ToString());
    }
}
