using System.Globalization;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Sessions;

/// <summary>
/// The cookie that holds a session's token: out of reach of scripts, and sent by this site's own pages alone. These are
/// loaded without it, so that strict does not sign out who follows a link to them from a mail. In a frame of another site's
/// page it is another cookie, of an account, which the browser keeps for that site alone (<c>Partitioned</c>): what is signed
/// in there is signed in nowhere else, and the other way round.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "onelink_session";

    /// <summary>Of a request from a frame: the account whose cookie is meant.</summary>
    public const string EmbeddedHeader = "X-Embedded-Account";

    private const string EmbeddedPrefix = "onelink_embedded_";

    /// <summary>The account that the request's page is of, where that page is in a frame.</summary>
    public static long? EmbeddedAccount(HttpRequest request)
        => request.Headers[EmbeddedHeader].ToString() is { Length: > 0 } text
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
            : null;

    /// <returns>Null where there is none.</returns>
    public static string? Read(HttpRequest request) => request.Cookies[NameFor(EmbeddedAccount(request))] is { Length: > 0 } token ? token : null;

    public static void Set(HttpContext context, AdminSettings settings, Session session, string token)
        => context.Response.Cookies.Append(NameFor(session.EmbeddedAccountId), token, Options(context, settings, session, Session.Lifetime));

    public static void Clear(HttpContext context, AdminSettings settings, Session session)
        => context.Response.Cookies.Delete(NameFor(session.EmbeddedAccountId), Options(context, settings, session, lifetime: null));

    private static string NameFor(long? accountId)
        => accountId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{EmbeddedPrefix}{id}") : Name;

    private static CookieOptions Options(HttpContext context, AdminSettings settings, Session session, TimeSpan? lifetime)
    {
        var isEmbedded = session.EmbeddedAccountId is not null;
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = isEmbedded ? SameSiteMode.None : SameSiteMode.Strict,

            // A browser takes no cookie in a frame that is not secure; without https only the machine itself counts as that.
            Secure = isEmbedded || IsSecure(context, settings),
            Path = "/",
            MaxAge = lifetime,
            IsEssential = true,
        };
        if (isEmbedded)
        {
            options.Extensions.Add("Partitioned");
        }

        return options;
    }

    /// <summary>
    /// Whether the browser speaks https, be it to a proxy. A stranger who says so himself only makes his own cookie stricter.
    /// </summary>
    private static bool IsSecure(HttpContext context, AdminSettings settings)
        => context.Request.IsHttps
            || string.Equals(context.Request.Headers["X-Forwarded-Proto"].ToString(), Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            || settings.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) is true;
}
