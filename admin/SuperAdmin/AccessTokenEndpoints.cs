using OneLink.Admin.Access.AccessTokens;

namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/access_tokens</c>: who has one. A platform app's is changed at the app, where its new one is shown.</summary>
internal static class AccessTokenEndpoints
{
    private static readonly string PlatformApp = TokenOwner.PlatformApp(0).StoredKind;
    private static readonly string[] Changeable = [TokenOwner.User(0).StoredKind, TokenOwner.AgentBot(0).StoredKind];

    public static void Map(IEndpointRouteBuilder console)
    {
        const string One = "/access_tokens/{kind}/{ownerId:long}";
        console.MapGet("/access_tokens", List);
        console.MapPost(One + "/rotate", Rotate);
        console.MapDelete(One, Revoke);
    }

    internal static async Task<IResult> List(HttpContext context, AccessTokenDirectory directory)
    {
        var query = new ListQuery(context.Request.Query, "search", "kind");
        var (search, kind, before) = (query.Text("search"), query.OneOf("kind", [.. Changeable, PlatformApp]), query.Before);
        if (query.Errors.Any)
        {
            return ConsoleResults.Invalid(query.Errors);
        }

        var found = await directory.PageAsync(search, kind, before, query.Limit + 1, context.RequestAborted);
        return ConsoleResults.Json(context, Page<AccessTokenItem>.Of(found, query.Limit, row => row.Id, directory.Show), ConsoleJson.Relaxed.PageAccessTokenItem);
    }

    internal static Task<IResult> Rotate(HttpContext context, string kind, long ownerId, SuperAdminCaller caller, AccessTokenDirectory directory)
        => ChangeAsync(kind, ownerId, owner => directory.RotateAsync(caller.Actor, owner, context.RequestAborted));

    internal static Task<IResult> Revoke(HttpContext context, string kind, long ownerId, SuperAdminCaller caller, AccessTokenDirectory directory)
        => ChangeAsync(kind, ownerId, owner => directory.RevokeAsync(caller.Actor, owner, context.RequestAborted));

    private static async Task<IResult> ChangeAsync(string kind, long ownerId, Func<TokenOwner, Task<bool>> change)
        => !Changeable.Contains(kind, StringComparer.Ordinal)
            ? ConsoleResults.Invalid("kind", $"must be {string.Join(" or ", Changeable)}; a platform app's token is changed at the app.")
            : await change(TokenOwner.FromStored(kind, ownerId)) ? ConsoleResults.Done()
            : ConsoleResults.NotThere(FormattableString.Invariant($"access token of {kind} {ownerId}"));
}
