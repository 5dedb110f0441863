using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.Access;

/// <summary>Which of the credentials of the links API a request shows; whichever it is leads to a <see cref="Caller"/>.</summary>
internal static class CallerScheme
{
    /// <summary>Stands for whichever it is.</summary>
    public const string Name = "Caller";

    /// <summary>
    /// The session's where there is its cookie, or a token that only its pages send (a browser asks for a password by itself
    /// where it is answered as programs are), and no key is shown beside it.
    /// </summary>
    public static string Of(HttpContext context)
    {
        var request = context.Request;
        var showsKey = request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("X-Api-Key");
        return !showsKey && (SessionCookie.Read(request) is not null || request.Headers.ContainsKey(CsrfToken.Header))
            ? SessionHandler.SchemeName
            : ApiKeyHandler.SchemeName;
    }
}
