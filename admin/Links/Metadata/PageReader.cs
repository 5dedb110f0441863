using System.Text;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links.Metadata;

/// <summary>Picks a page's metadata out of its head: Open Graph, then Twitter's card, then HTML's own.</summary>
internal static class PageReader
{
    private const int MaxTitle = 300;
    private const int MaxDescription = 1000;
    private const int MaxSiteName = 100;

    /// <param name="html">The page, or its beginning.</param>
    /// <param name="url">Where it was read: what its addresses are relative to, unless it says otherwise.</param>
    public static PageMetadata Read(string html, Uri url)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in HtmlHead.TagsOf(html))
        {
            Note(tag, found);
        }

        var page = Uri.TryCreate(url, found.GetValueOrDefault("base", ""), out var declared) && declared.Scheme is "http" or "https" ? declared : url;
        return new PageMetadata(
            url.AbsoluteUri,
            Text(MaxTitle, First(found, "og:title", "twitter:title", "title")),
            Text(MaxDescription, First(found, "og:description", "twitter:description", "description")),
            Address(page, First(found, "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image_src")),
            Address(page, First(found, "icon", "shortcut icon", "apple-touch-icon", "apple-touch-icon-precomposed")) ?? Address(url, "/favicon.ico"),
            Text(MaxSiteName, First(found, "og:site_name", "application-name", "apple-mobile-web-app-title")),
            Address(page, First(found, "canonical", "og:url")));
    }

    /// <summary>The first of a name wins, if it says anything.</summary>
    private static void Note(HtmlTag tag, Dictionary<string, string> found)
    {
        var (name, value) = tag.Name switch
        {
            "title" => ("title", tag.Text),
            "base" => ("base", tag["href"]),

            // Open Graph is written as property, Twitter's as name; many pages mix them up.
            "meta" => (tag["property"] is { Length: > 0 } property ? property : tag["name"], tag["content"]),
            "link" => (tag["rel"], tag["href"]),
            _ => ("", ""),
        };
        if (name.Length > 0 && !string.IsNullOrWhiteSpace(value))
        {
            found.TryAdd(name.Trim().ToLowerInvariant(), value);
        }
    }

    private static string? First(Dictionary<string, string> found, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (found.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>White space as HTML shows it, no controls, no halves of a character.</summary>
    private static string? Text(int maxLength, string? value)
    {
        if (value is null)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else if (text.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }
            else
            {
                text.Append(rune);
            }
        }

        return text.ToString().TrimEnd() is { Length: > 0 } shown ? shown : null;
    }

    /// <summary>Only what could be an address of a link's <c>brand</c>.</summary>
    private static string? Address(Uri page, string? value)
        => value is not null
            && Uri.TryCreate(page, value.Trim(), out var address)
            && DestinationUrl.TryNormalize(address.AbsoluteUri, out var url, out _)
                ? url
                : null;
}
