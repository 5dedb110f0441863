using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace OneLink.Admin.Links;

/// <summary>
/// How a request path names a link: by slug, as <c>lnk_…</c> or as <c>ext_…</c>. Read from the request line as it was
/// sent: the framework decodes a path once but leaves <c>%2F</c> as it is, so that <c>%252F</c> would look the same.
/// </summary>
internal sealed record LinkReference(LinkReferenceKind Kind, string Value)
{
    private const string ExternalPrefix = "ext_";
    private const string Root = "/links/";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Called by the framework for a handler's parameter.</summary>
    public static ValueTask<LinkReference?> BindAsync(HttpContext context)
        => ValueTask.FromResult<LinkReference?>(Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));

    /// <summary>Reads the path segment behind <c>/links/</c>. What cannot be decoded names no link.</summary>
    public static LinkReference Parse(string rawTarget)
    {
        var start = rawTarget.IndexOf(Root, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return Nothing;
        }

        var segment = rawTarget.AsSpan(start + Root.Length);
        var end = segment.IndexOfAny('/', '?', '#');
        return Decode(end < 0 ? segment : segment[..end]) is { Length: > 0 } name ? Of(name) : Nothing;
    }

    public static LinkReference Nothing { get; } = new(LinkReferenceKind.Nothing, "");

    /// <summary>A reference as it stands in a query, already decoded.</summary>
    public static LinkReference Of(string name)
    {
        if (name.StartsWith(LinkId.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return LinkId.TryParse(name, out _) ? new LinkReference(LinkReferenceKind.Id, name) : Nothing;
        }

        return name.StartsWith(ExternalPrefix, StringComparison.OrdinalIgnoreCase)
            ? new LinkReference(LinkReferenceKind.ExternalId, name[ExternalPrefix.Length..])
            : new LinkReference(LinkReferenceKind.Slug, name);
    }

    private static string? Decode(ReadOnlySpan<char> segment)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(segment.Length)];
        var length = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '%')
            {
                length += Encoding.UTF8.GetBytes(segment.Slice(i, 1), bytes.AsSpan(length));
                continue;
            }

            if (i + 2 >= segment.Length || !char.IsAsciiHexDigit(segment[i + 1]) || !char.IsAsciiHexDigit(segment[i + 2]))
            {
                return null;
            }

            bytes[length++] = byte.Parse(segment.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, provider: null);
            i += 2;
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
