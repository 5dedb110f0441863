using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OneLink.Shared.Links;

/// <summary>
/// An absolute http or https URL that browsers, RFC 3986 and a <c>Location</c> header read alike. What is valid ASCII
/// already is kept byte for byte, also where a URL parser would tidy it (letter case, default port, missing path).
/// </summary>
public static class DestinationUrl
{
    /// <summary>Most characters, as sent and as stored.</summary>
    public const int MaxLength = UrlText.MaxLength;

    private const string SchemeEnd = "://";

    /// <summary>Judges a destination and makes it ASCII: the host by IDNA, the rest by percent-encoding of UTF-8.</summary>
    /// <param name="url">As sent. Existing escapes are left alone.</param>
    /// <param name="normalized">The URL to store and to send.</param>
    /// <param name="error">What is wrong and what to do, as the end of a sentence that the field's name begins.</param>
    public static bool TryNormalize(string url, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(url);
        normalized = null;
        error = UrlText.Error(url) ?? SchemeError(url);
        if (error is not null)
        {
            return false;
        }

        var authority = Authority(url);
        Span<char> host = stackalloc char[HostName.MaxLength];
        error = AuthorityError(url.AsSpan()[authority], host, out var hostLength);
        if (error is not null)
        {
            return false;
        }

        normalized = Ascii.IsValid(url) ? url : Encode(url, authority, host[..hostLength]);
        if (normalized.Length > MaxLength)
        {
            error = UrlText.TooLong(normalized.Length);
            normalized = null;
            return false;
        }

        return true;
    }

    /// <summary>The host of a normalised URL as <see cref="HostName"/> would store it, to tell loops from destinations.</summary>
    /// <exception cref="ArgumentException">The URL was not normalised.</exception>
    public static string HostOf(string normalizedUrl)
    {
        ArgumentNullException.ThrowIfNull(normalizedUrl);
        return SchemeError(normalizedUrl) is null
            && HostName.TryNormalize(normalizedUrl[Authority(normalizedUrl)], out var host, out _)
                ? host
                : throw new ArgumentException("The URL is not normalised.", nameof(normalizedUrl));
    }

    private static string? SchemeError(string url)
    {
        if (url.StartsWith("//", StringComparison.Ordinal))
        {
            return "must name its scheme; write https:// before the host.";
        }

        var scheme = UriScheme.Of(url);
        if (UriScheme.IsRefused(scheme))
        {
            return $"must not use the scheme '{scheme}:'; http and https are allowed.";
        }

        if (!UriScheme.IsWeb(scheme))
        {
            return "must be an absolute http or https URL, like https://example.com/page.";
        }

        var rest = url.AsSpan(scheme.Length);
        return rest.StartsWith(SchemeEnd, StringComparison.Ordinal)
            ? null
            : $"must have '//' behind '{scheme}:', like https://example.com/page.";
    }

    // From behind "://" to the path, query or fragment. A backslash does not end it here: browsers and parsers disagree,
    // and AuthorityError refuses it.
    private static Range Authority(string url)
    {
        var start = url.IndexOf(SchemeEnd, StringComparison.Ordinal) + SchemeEnd.Length;
        var length = url.AsSpan(start).IndexOfAny('/', '?', '#');
        return start..(length < 0 ? url.Length : start + length);
    }

    private static string? AuthorityError(ReadOnlySpan<char> authority, Span<char> host, out int hostLength)
    {
        hostLength = 0;
        if (authority.Contains('\\'))
        {
            return "must not hold '\\' before the path, which browsers read as '/'; write '/'.";
        }

        if (authority.Contains('@'))
        {
            return "must not hold a user name or password before its host ('@'), a common disguise of another host; remove it.";
        }

        return HostName.Normalize(authority, host, out hostLength) is var error and not HostError.None ? HostName.Describe(error) : null;
    }

    private static string Encode(string url, Range authority, ReadOnlySpan<char> asciiHost)
    {
        var (start, length) = authority.GetOffsetAndLength(url.Length);
        var written = url.AsSpan(start, length);
        var target = new StringBuilder(url.Length * 2).Append(url, 0, start);
        if (Ascii.IsValid(written))
        {
            target.Append(written);
        }
        else
        {
            target.Append(asciiHost).Append(written[(written.IndexOf(':') is var colon and >= 0 ? colon : written.Length)..]);
        }

        UrlText.AppendEncoded(target, url.AsSpan(start + length));
        return target.ToString();
    }
}
