using OneLink.Admin.Hosting;

namespace OneLink.Admin.Sessions;

/// <summary>
/// The cookie that holds a session's token: out of reach of scripts, and sent by this site's own pages alone. These are
/// loaded without it, so that strict does not sign out who follows a link to them from a mail.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "onelink_session";

    /// <returns>Null where there is none.</returns>
    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } token ? token : null;

    public static void Set(HttpContext context, AdminSettings settings, string token)
        => context.Response.Cookies.Append(Name, token, Options(context, settings, Session.Lifetime));

    public static void Clear(HttpContext context, AdminSettings settings)
        => context.Response.Cookies.Delete(Name, Options(context, settings, lifetime: null));

    private static CookieOptions Options(HttpContext context, AdminSettings settings, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = IsSecure(context, settings),
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };

    /// <summary>
    /// Whether the browser speaks https, be it to a proxy. A stranger who says so himself only makes his own cookie stricter.
    /// </summary>
    private static bool IsSecure(HttpContext context, AdminSettings settings)
        => context.Request.IsHttps
            || string.Equals(context.Request.Headers["X-Forwarded-Proto"].ToString(), Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            || settings.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) is true;
}
