namespace OneLink.Admin.Surfaces.Access;

/// <summary>
/// The access token as sent. Header names are compared without regard to case; the spelling with dashes is for proxies
/// that drop underscores. An <c>Authorization</c> header beside it, which some clients send too, counts for nothing.
/// </summary>
internal static class TokenHeader
{
    private static readonly string[] Names = ["api_access_token", "api-access-token"];

    /// <returns>Null where there is none.</returns>
    public static string? Read(HttpRequest request)
        => Names.Select(name => request.Headers[name].ToString().Trim()).FirstOrDefault(token => token.Length > 0);
}
