using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OneLink.Shared.Links;

/// <summary>
/// An address inside an app: any scheme of RFC 3986 but those that run code or show local content. http and https are
/// universal links and held to the rules of <see cref="DestinationUrl"/>.
/// </summary>
public static class DeepLinkUri
{
    /// <summary>Judges a deep link and percent-encodes its non-ASCII characters; the rest stays byte for byte.</summary>
    /// <param name="uri">As sent.</param>
    /// <param name="normalized">The URI to store.</param>
    /// <param name="error">What is wrong and what to do, as the end of a sentence that the field's name begins.</param>
    public static bool TryValidate(string uri, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(uri);
        normalized = null;

        // Controls and white space go first, so that no scheme hides behind or between them.
        error = UrlText.Error(uri) ?? SchemeError(uri);
        if (error is not null)
        {
            return false;
        }

        if (UriScheme.IsWeb(UriScheme.Of(uri)))
        {
            return DestinationUrl.TryNormalize(uri, out normalized, out error);
        }

        var target = new StringBuilder(uri.Length);
        UrlText.AppendEncoded(target, uri);
        if (target.Length > UrlText.MaxLength)
        {
            error = UrlText.TooLong(target.Length);
            return false;
        }

        normalized = target.ToString();
        return true;
    }

    private static string? SchemeError(string uri)
    {
        var scheme = UriScheme.Of(uri);
        if (scheme.IsEmpty)
        {
            return "must begin with the app's scheme (letters, digits, '+', '-', '.') and a colon, like myapp://item/42.";
        }

        return UriScheme.IsRefused(scheme) ? $"must not use the scheme '{scheme}:'; give the scheme of an app." : null;
    }
}
