using OneLink.Edge.Pages;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>The policy of pages that OneLink renders: their own script and style, nothing else.</summary>
internal static class ContentSecurityPolicy
{
    /// <summary>Room for the policy with its nonces.</summary>
    public const int MaxBytes = 256;

    private static readonly byte[] StatusPages =
    [
        .. "default-src 'none'; style-src 'sha256-"u8,
        .. System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Html.Style))),
        .. "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"u8,
    ];

    /// <summary>Of the pages that are always the same, whose style is known by its hash.</summary>
    public static ReadOnlySpan<byte> OfStatusPages => StatusPages;

    /// <summary>Whether a page has a style or a script of its own, and so needs a nonce.</summary>
    public static bool NeedsNonce(RedirectPage page) => page is RedirectPage.DeepLink or RedirectPage.TabletProbe or RedirectPage.Card
        or RedirectPage.Inspection or RedirectPage.Password or RedirectPage.PasswordWrong or RedirectPage.PasswordRefused;

    /// <summary>Writes the value of the header.</summary>
    /// <param name="page">A page that needs a nonce.</param>
    /// <param name="nonce">Base64.</param>
    /// <param name="policy">Room for <see cref="MaxBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(RedirectPage page, ReadOnlySpan<byte> nonce, Span<byte> policy)
    {
        int length = 0;
        Append("default-src 'none'; "u8, policy, ref length);
        if (page is RedirectPage.DeepLink or RedirectPage.TabletProbe)
        {
            Append("script-src 'nonce-"u8, policy, ref length);
            Append(nonce, policy, ref length);
            Append("'; "u8, policy, ref length);
        }

        Append("style-src 'nonce-"u8, policy, ref length);
        Append(nonce, policy, ref length);
        Append("'; base-uri 'none'; "u8, policy, ref length);

        // The form of a password is answered by a redirect to the destination, and browsers hold redirects to form-action too.
        if (page is not (RedirectPage.Password or RedirectPage.PasswordWrong or RedirectPage.PasswordRefused))
        {
            Append("form-action 'none'; "u8, policy, ref length);
        }

        Append("frame-ancestors 'none'"u8, policy, ref length);
        return length;
    }

    private static void Append(ReadOnlySpan<byte> part, Span<byte> policy, ref int length)
    {
        part.CopyTo(policy[length..]);
        length += part.Length;
    }
}
