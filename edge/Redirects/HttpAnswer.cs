using System.Buffers;
using System.Buffers.Text;
using OneLink.Edge.Pages;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>
/// What a decision looks like in HTTP: its header fields and its body, said once for both lanes. Framing
/// (<c>Content-Length</c>, <c>Date</c>, <c>Connection</c>) is the lane's own.
/// </summary>
internal static class HttpAnswer
{
    /// <summary>Bytes of a nonce for pages that need one (<see cref="ContentSecurityPolicy"/>): 128 bits in base64, as the CSP specification asks for (CSP3 §7.1).</summary>
    public const int NonceBytes = 24;

    /// <summary>Makes a nonce from the lane's unguessable numbers.</summary>
    /// <param name="lane">The lane that decided.</param>
    /// <param name="nonce">Receives <see cref="NonceBytes"/> of base64.</param>
    public static void WriteNonce(RedirectLane lane, Span<byte> nonce)
    {
        Span<ulong> random = stackalloc ulong[2];
        lane.Ids.Random(random);
        Base64.EncodeToUtf8(System.Runtime.InteropServices.MemoryMarshal.AsBytes(random), nonce, out _, out _);
    }

    /// <summary>The fields of a decision's answer, in the order in which they are sent.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="nonce">As written by <see cref="WriteNonce"/>; used by pages that need one.</param>
    /// <param name="fields">Receives them.</param>
    public static void WriteFields<TFields>(scoped in RedirectDecision decision, scoped ReadOnlySpan<byte> nonce, scoped ref TFields fields)
        where TFields : struct, IAnswerFields, allows ref struct
    {
        fields.Add("Cache-Control"u8, decision.Cache == CachePolicy.Brief ? "private, max-age=30"u8 : "no-store"u8);
        if (!decision.Indexable && decision.Page is not (RedirectPage.Robots or RedirectPage.AppleApps or RedirectPage.AndroidApps))
        {
            fields.Add("X-Robots-Tag"u8, "noindex"u8);
        }

        if (decision.Page == RedirectPage.None)
        {
            if (!decision.Location.IsEmpty)
            {
                fields.Add("Location"u8, decision.Location);
            }

            return;
        }

        fields.Add("Content-Type"u8, ContentType(decision.Page));
        fields.Add("X-Content-Type-Options"u8, "nosniff"u8);
        if (ContentSecurityPolicy.NeedsNonce(decision.Page))
        {
            Span<byte> policy = stackalloc byte[ContentSecurityPolicy.MaxBytes];
            fields.Add("Content-Security-Policy"u8, policy[..ContentSecurityPolicy.Write(decision.Page, nonce, policy)]);
            fields.Add("Referrer-Policy"u8, "strict-origin-when-cross-origin"u8);
        }

        else if (StatusPages.Contain(decision.Page))
        {
            fields.Add("Content-Security-Policy"u8, ContentSecurityPolicy.OfStatusPages);
        }

        switch (decision.Page)
        {
            case RedirectPage.Unavailable:
                fields.Add("Retry-After"u8, "5"u8);
                break;
            case RedirectPage.PasswordRefused:
                fields.Add("Retry-After"u8, "60"u8);
                break;
            case RedirectPage.MethodNotAllowed:
                fields.Add("Allow"u8, "GET, HEAD"u8);
                break;
        }
    }

    /// <summary>The body of a decision's answer; nothing for a redirect.</summary>
    public static void WriteBody(scoped in RedirectDecision decision, scoped ReadOnlySpan<byte> nonce, IBufferWriter<byte> body)
    {
        switch (decision.Page)
        {
            case RedirectPage.DeepLink:
                DeepLinkPage.Write(decision, nonce, body);
                break;
            case RedirectPage.TabletProbe:
                TabletProbePage.Write(decision, nonce, body);
                break;
            case RedirectPage.Card:
                CardPage.Write(decision, nonce, body);
                break;
            case RedirectPage.Inspection:
                InspectionPage.Write(decision, nonce, body);
                break;
            case RedirectPage.Password or RedirectPage.PasswordWrong or RedirectPage.PasswordRefused:
                PasswordPage.Write(decision, nonce, body);
                break;
            case RedirectPage.Robots or RedirectPage.AppleApps or RedirectPage.AndroidApps when !decision.Body.IsEmpty:
                body.Write(decision.Body);
                break;
            default:
                body.Write(StatusPages.BodyOf(decision.Page, decision.Language));
                break;
        }
    }

    private static ReadOnlySpan<byte> ContentType(RedirectPage page) => page switch
    {
        RedirectPage.Robots => "text/plain; charset=utf-8"u8,
        RedirectPage.AppleApps or RedirectPage.AndroidApps => "application/json"u8,
        _ => "text/html; charset=utf-8"u8,
    };
}
